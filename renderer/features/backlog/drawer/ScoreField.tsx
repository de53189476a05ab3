import type { ScoreWeights } from '../../../../shared/backlog/planningSettings.ts';
import { missingRatings, scoreFormula } from '../../../../shared/backlog/scoreFormula.ts';
import type { Rated } from '../../../../shared/backlog/scoreOf.ts';
import { FieldRow } from './FieldRow.tsx';
import styles from './ScoreField.module.css';

interface Props {
  readonly item: Rated;
  readonly weights: ScoreWeights;
}

/** The score by its formula with the item's numbers, and what the numbers are. */
export const ScoreField = ({ item, weights }: Props) => {
  const formula = scoreFormula(item, weights);
  return (
    <FieldRow title="Score">
      <span className={styles.score}>
        {formula ?? `No score yet: it needs ${missingRatings(item, weights).join(' and ')}.`}
      </span>
      <p className={styles.note}>
        (value × {weights.value} + urgency × {weights.urgency}) ÷ effort
        {weights.effort !== 1 && <sup>{weights.effort}</sup>}
        {item.effort === null && item.estimate !== null && '; the estimate stands in for the effort'}
      </p>
    </FieldRow>
  );
};
