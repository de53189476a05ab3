import { formatRules } from '../formatRules.ts';
import { splitAt } from '../splitList.ts';

/** Linear's CSV export. Dates are as JavaScript writes them, with the month by its name; a `'` goes in front of what begins like a formula. */
export const linearFormat = formatRules({
  format: 'linear',
  name: 'Linear',
  system: 'linear',
  recognisedBy: [['ID', 'Team', 'Title', 'Status', 'Cycle Name']],
  columns: {
    ID: 'externalId',
    Title: 'title',
    Description: 'description',
    Status: 'status',
    Estimate: 'estimate',
    Priority: 'urgency',
    Assignee: 'assignee',
    Labels: 'labels',
    'Cycle Name': 'sprint',
    'Parent issue': 'parent',
    Created: 'createdAt',
    Started: 'startedAt',
    Completed: 'endedAt',
    Canceled: 'endedAt',
    Archived: 'archived',
  },
  status: {
    Backlog: 'todo',
    Todo: 'todo',
    'In Progress': 'doing',
    'In Review': 'doing',
    Done: 'done',
    Canceled: 'cancelled',
  },
  urgency: { 'No priority': null, Urgent: 10, High: 8, Medium: 5, Low: 3 },
  kindOfLabel: {
    bug: 'bug',
    feature: 'feature',
    improvement: 'feature',
    'tech debt': 'debt',
    'technical debt': 'debt',
  },
  unguard: (cell) => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell),
  split: (cell) => splitAt(cell, ', '),
});
