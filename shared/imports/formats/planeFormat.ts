import { formatRules } from '../formatRules.ts';

/** Plane's export of work items, as CSV or JSON: both name the same fields. */
export const planeFormat = formatRules({
  format: 'plane',
  name: 'Plane',
  system: 'plane',
  recognisedBy: [['ID', 'Name', 'State', 'Project Identifier']],
  columns: {
    ID: 'externalId',
    Name: 'title',
    Description: 'description',
    Priority: 'urgency',
    State: 'status',
    Labels: 'labels',
    Assignees: 'assignee',
    Estimate: 'estimate',
    'Cycle Name': 'sprint',
    Parent: 'parent',
    Link: 'url',
    'Created At': 'createdAt',
    'Completed At': 'endedAt',
    'Archived At': 'archived',
  },
  status: { Backlog: 'todo', Todo: 'todo', 'In Progress': 'doing', Done: 'done', Cancelled: 'cancelled' },
  urgency: { urgent: 10, high: 8, medium: 5, low: 3, none: null },
});
