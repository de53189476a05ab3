import { formatRules } from '../formatRules.ts';

/** Names that columns have in spreadsheets and lists of any kind; the user looks them over. */
const columns = {
  id: 'externalId',
  key: 'externalId',
  'external id': 'externalId',
  url: 'url',
  link: 'url',
  title: 'title',
  name: 'title',
  summary: 'title',
  subject: 'title',
  description: 'description',
  body: 'description',
  details: 'description',
  notes: 'description',
  type: 'kind',
  kind: 'kind',
  status: 'status',
  state: 'status',
  estimate: 'estimate',
  points: 'estimate',
  'story points': 'estimate',
  value: 'value',
  'business value': 'value',
  urgency: 'urgency',
  priority: 'urgency',
  effort: 'effort',
  label: 'labels',
  labels: 'labels',
  tags: 'labels',
  assignee: 'assignee',
  assignees: 'assignee',
  owner: 'assignee',
  sprint: 'sprint',
  iteration: 'sprint',
  parent: 'parent',
  created: 'createdAt',
  'created at': 'createdAt',
  created_at: 'createdAt',
  createdat: 'createdAt',
  archived: 'archived',
} as const;

/** A table of any other origin. Two different ones must not name different things by the same external id. */
export const csvFormat = formatRules({ format: 'csv', name: 'Table (CSV)', system: 'csv', columns });

/** A list of any other origin. */
export const jsonFormat = formatRules({ format: 'json', name: 'List (JSON)', system: 'json', columns });
