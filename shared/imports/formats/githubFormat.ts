import { formatRules } from '../formatRules.ts';

/** JSON of `gh issue list --json number,title,body,state,stateReason,labels,assignees,milestone,createdAt,closedAt,url`. A number is only unique
 * within its repository, so the address names an issue: `owner/name#12`. */
export const githubFormat = formatRules({
  format: 'github',
  name: 'GitHub issues',
  system: 'github',
  recognisedBy: [['number', 'title', 'state']],
  columns: {
    number: 'externalId',
    url: 'url',
    html_url: 'url',
    title: 'title',
    body: 'description',
    state: 'status',
    stateReason: 'status',
    state_reason: 'status',
    labels: 'labels',
    assignees: 'assignee',
    'milestone.title': 'sprint',
    createdAt: 'createdAt',
    created_at: 'createdAt',
    closedAt: 'endedAt',
    closed_at: 'endedAt',
  },
  status: {
    open: 'todo',
    closed: 'done',
    completed: 'done',
    reopened: 'todo',
    not_planned: 'cancelled',
    duplicate: 'cancelled',
  },
  kindOfLabel: {
    bug: 'bug',
    enhancement: 'feature',
    feature: 'feature',
    'tech-debt': 'debt',
    'technical debt': 'debt',
    refactoring: 'debt',
  },
  identify: ({ externalId, url }) => {
    const [, repository, number] =
      /^https?:\/\/[^/]+\/(?:repos\/)?([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)/.exec(url) ?? [];
    return repository === undefined ? externalId : `${repository}#${number ?? externalId}`;
  },
});
