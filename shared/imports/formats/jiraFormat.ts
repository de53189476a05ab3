import { formatRules } from '../formatRules.ts';

/** Jira's CSV export. Labels and sprints have a column for each value, all of one name; of the sprints the last is where the issue is.
 * Parents are named by their issue id, newer exports say their key, too. Dates follow the user's locale: the order must be chosen. */
export const jiraFormat = formatRules({
  format: 'jira',
  name: 'Jira',
  system: 'jira',
  recognisedBy: [
    ['Summary', 'Issue key'],
    ['Summary', 'Issue id'],
    ['Summary', 'Issue Type', 'Status'],
  ],
  columns: {
    'Issue key': 'externalId',
    'Issue id': 'rowId',
    Summary: 'title',
    Description: 'description',
    'Issue Type': 'kind',
    Status: 'status',
    Priority: 'urgency',
    Assignee: 'assignee',
    Labels: 'labels',
    Sprint: 'sprint',
    Parent: 'parent',
    'Parent id': 'parent',
    'Parent key': 'parent',
    'Story Points': 'estimate',
    'Story point estimate': 'estimate',
    'Custom field (Story Points)': 'estimate',
    'Custom field (Story point estimate)': 'estimate',
    'Custom field (Rank)': 'rank',
    Created: 'createdAt',
    Resolved: 'endedAt',
  },
  kind: { Story: 'feature', Task: 'feature', Epic: 'feature', 'Sub-task': 'feature', Subtask: 'feature', Bug: 'bug' },
  status: {
    'To Do': 'todo',
    'Selected for Development': 'todo',
    'In Progress': 'doing',
    'In Review': 'doing',
    Done: 'done',
  },
  urgency: { Highest: 10, High: 8, Medium: 5, Low: 3, Lowest: 1 },
});
