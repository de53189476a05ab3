import type { StatusCategory, StatusId, Workflow } from '../backlog/workflow.ts';

/** What each status of a workflow means; a status that is not in it counts as `todo`, so that nothing is taken for done. */
export const statusCategories = (workflow: Workflow): ((status: StatusId) => StatusCategory) => {
  const known = new Map(workflow.map(({ id, category }) => [id, category]));
  return (status) => known.get(status) ?? 'todo';
};
