import { IconAlertTriangle } from '@tabler/icons-react';
import type { Status } from '../../../shared/backlog/workflow.ts';
import styles from './BoardHead.module.css';

interface Props {
  readonly columns: readonly Status[];
  /** Cards in each column, over all lanes. */
  readonly counts: readonly number[];
}

/** The names of the columns, with how many cards are in each and may be: "4 / 5". Over the limit is said, not refused. */
export const BoardHead = ({ columns, counts }: Props) => (
  <div className={styles.head}>
    {columns.map(({ id, name, wipLimit }, index) => {
      const count = counts[index] ?? 0;
      const over = wipLimit === null ? 0 : Math.max(0, count - wipLimit);
      return (
        <div key={id} className={styles.column} data-over={over > 0 || undefined}>
          <h2 className={styles.name} title={name}>
            <bdi>{name}</bdi>
          </h2>
          <span className={styles.count} title={wipLimit === null ? 'items' : 'items / WIP limit'}>
            {wipLimit === null ? count : `${String(count)} / ${String(wipLimit)}`}
          </span>
          {over > 0 && (
            <span className={styles.over}>
              <IconAlertTriangle size={13} aria-hidden />
              over by {over}
            </span>
          )}
        </div>
      );
    })}
  </div>
);
