import type { Status, StatusCategory, StatusId, Workflow } from './workflow.ts';

/** A status of a workflow by its id; null when it has none of that name. */
export const statusIn = (workflow: Workflow, id: StatusId): Status | null =>
  workflow.find((status) => status.id === id) ?? null;

/** What a status means; one that the workflow does not know counts as still to do, so that nothing is lost from sight. */
export const categoryIn = (workflow: Workflow, id: StatusId): StatusCategory =>
  statusIn(workflow, id)?.category ?? 'todo';

/** Whether work in a status is still to come or under way. */
export const isOpen = (category: StatusCategory): boolean => category === 'todo' || category === 'doing';
