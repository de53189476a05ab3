import { labelKey } from '../../shared/backlog/withLabels.ts';
import styles from './LabelChips.module.css';
import type { LabelColors } from './labelColors.ts';

interface Props {
  readonly labels: readonly string[];
  readonly colors: LabelColors;
  /** Shows so many in one line and counts the rest, whose names are on hover; without it all are shown, over as many lines as that takes. */
  readonly max?: number;
}

/** Labels, each with the colour that the project gave it. */
export const LabelChips = ({ labels, colors, max }: Props) => {
  if (labels.length === 0) return null;
  const shown = max === undefined || labels.length <= max ? labels : labels.slice(0, max);
  const rest = labels.length - shown.length;
  return (
    <span className={styles.chips} data-wrap={max === undefined || undefined} title={labels.join(', ')}>
      {shown.map((label) => (
        <bdi key={label} className={styles.chip} data-color={colors.get(labelKey(label))}>
          {label}
        </bdi>
      ))}
      {rest > 0 && <span className={styles.more}>{`+${String(rest)}`}</span>}
    </span>
  );
};
