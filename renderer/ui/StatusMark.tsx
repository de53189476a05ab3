import type { Status } from '../../shared/backlog/workflow.ts';
import { categoryName } from './categoryName.ts';
import styles from './StatusMark.module.css';

/** A status by its name, with the icon of its category; null for one that the workflow does not know any more. */
export const StatusMark = ({ status }: { readonly status: Status | null }) => (
  <span
    className={styles.mark}
    data-category={status?.category ?? 'todo'}
    title={categoryName[status?.category ?? 'todo']}
    dir="auto"
  >
    {status?.name ?? 'unknown status'}
  </span>
);
