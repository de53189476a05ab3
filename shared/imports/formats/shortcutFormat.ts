import { formatRules } from '../formatRules.ts';
import { splitAt } from '../splitList.ts';

/** Shortcut's CSV export. States have names of the team's own; where one is not known here, `is_completed` says at least whether it is done. */
export const shortcutFormat = formatRules({
  format: 'shortcut',
  name: 'Shortcut',
  system: 'shortcut',
  recognisedBy: [['id', 'name', 'type', 'is_completed', 'state']],
  columns: {
    id: 'externalId',
    name: 'title',
    type: 'kind',
    description: 'description',
    is_completed: 'status',
    state: 'status',
    estimate: 'estimate',
    priority: 'urgency',
    owners: 'assignee',
    labels: 'labels',
    iteration: 'sprint',
    created_at: 'createdAt',
    started_at: 'startedAt',
    completed_at: 'endedAt',
    utc_offset: 'utcOffset',
    is_archived: 'archived',
    archived: 'archived',
  },
  kind: { feature: 'feature', bug: 'bug', chore: 'debt' },
  status: {
    true: 'done',
    false: 'todo',
    unscheduled: 'todo',
    'ready for development': 'todo',
    'in development': 'doing',
    completed: 'done',
  },
  split: (cell) => splitAt(cell, ';'),
  dateOrder: 'year-month-day',
});
