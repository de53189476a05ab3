import { formatRules } from '../formatRules.ts';

/** GitLab's CSV export of issues. Its issues have an address, `group/project#12`; what begins with = + - @ or ; is guarded by a `'`. */
export const gitlabFormat = formatRules({
  format: 'gitlab',
  name: 'GitLab',
  system: 'gitlab',
  recognisedBy: [
    ['Title', 'State', 'URL', 'Created At (UTC)'],
    ['Title', 'State', 'Weight', 'Time Estimate'],
  ],
  columns: {
    URL: 'url',
    'Issue ID': 'externalId',
    Title: 'title',
    Description: 'description',
    State: 'status',
    Labels: 'labels',
    Assignee: 'assignee',
    Milestone: 'sprint',
    Weight: 'estimate',
    'Created At (UTC)': 'createdAt',
    'Closed At (UTC)': 'endedAt',
  },
  status: { Open: 'todo', Opened: 'todo', Closed: 'done' },
  kindOfLabel: {
    bug: 'bug',
    feature: 'feature',
    'technical debt': 'debt',
    'type::bug': 'bug',
    'type::feature': 'feature',
    'type::maintenance': 'debt',
  },
  unguard: (cell) => (/^'[=+\-@;]/.test(cell) ? cell.slice(1) : cell),
  identify: ({ externalId, url }) => {
    const [, project, number] = /^https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(?:issues|work_items)\/(\d+)/.exec(url) ?? [];
    return project === undefined ? externalId : `${project}#${number ?? externalId}`;
  },
});
