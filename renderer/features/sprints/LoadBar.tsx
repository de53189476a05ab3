import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { Weighed } from '../../../shared/sprints/loadVerdict.ts';
import { loadInWords, overInWords, unestimatedInWords } from './figuresInWords.ts';
import styles from './LoadBar.module.css';

interface Props {
  /** Whose load it is. */
  readonly name: ReactNode;
  readonly load: Weighed;
  readonly unit: PlanningSettings['unit'];
}

/** Load against capacity: a bar for the eye, and all of it in words. Over 100 % is red, with an icon and by how much. */
export const LoadBar = ({ name, load, unit }: Props) => {
  const over = overInWords(load);
  const unestimated = unestimatedInWords(load.unestimated);
  const most = Math.max(load.points, load.capacity);
  const share = (value: number): string => `${String(most === 0 ? 0 : (value / most) * 100)}%`;
  return (
    <div className={styles.load} data-over={over !== null || undefined}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.figures}>{loadInWords(load, unit)}</span>
        {over !== null && (
          <strong className={styles.over}>
            <IconAlertTriangle size={13} aria-hidden />
            {over}
          </strong>
        )}
      </div>
      <div className={styles.bar} aria-hidden>
        <div className={styles.fill} style={{ width: share(Math.min(load.points, load.capacity)) }} />
        <div className={styles.excess} style={{ width: share(load.over) }} />
      </div>
      {unestimated !== null && <span className={styles.unestimated}>{unestimated}</span>}
    </div>
  );
};
