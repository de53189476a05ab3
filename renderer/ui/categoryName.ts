import type { StatusCategory } from '../../shared/backlog/workflow.ts';

/** What the categories of statuses are called on screen. */
export const categoryName: Readonly<Record<StatusCategory, string>> = {
  todo: 'To do',
  doing: 'Under way',
  done: 'Done',
  cancelled: 'Cancelled',
};
