import type { EstimateScale } from '../../shared/backlog/planningSettings.ts';
import { estimateName } from './estimateName.ts';
import styles from './PointsMark.module.css';

interface Props {
  /** null: not estimated, which is never shown as 0. */
  readonly points: number | null;
  /** Names the estimate as the team does: "M". Leave it out for sums. */
  readonly scale?: EstimateScale;
}

/** Points of an item, or a dash that says "not estimated" on hover and to screen readers. */
export const PointsMark = ({ points, scale }: Props) =>
  points === null ? (
    <span className={styles.points} data-none title="Not estimated">
      <span aria-hidden>–</span>
      <span className={styles.word}>not estimated</span>
    </span>
  ) : (
    <span className={styles.points} title={scale === undefined ? undefined : String(points)}>
      {estimateName(points, scale)}
    </span>
  );
