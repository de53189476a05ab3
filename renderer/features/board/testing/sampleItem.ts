import type { Item } from '../../../../shared/backlog/item.ts';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { ItemId, ProjectId } from '../../../../shared/ids.ts';

/** An open item for tests. */
export const sampleItem = (number: number): Item => ({
  id: `item ${String(number)}` as ItemId,
  projectId: 'project' as ProjectId,
  number,
  key: `SA-${String(number)}`,
  kind: 'feature',
  title: `Sample ${String(number)}`,
  status: 'todo' as StatusId,
  statusReason: '',
  estimate: null,
  value: null,
  urgency: null,
  effort: null,
  labels: [],
  assignee: null,
  sprint: null,
  parent: null,
  rank: `a${String(number).padStart(4, '0')}`,
  placedByHand: false,
  source: null,
  triage: null,
  createdAt: 0,
  updatedAt: 0,
  startedAt: null,
  endedAt: null,
});
