import { useId } from 'react';
import type { GoalVerdict, SprintGoal } from '../../../shared/sprints/sprint.ts';
import styles from './VerdictChoice.module.css';

const verdicts: readonly { readonly value: GoalVerdict; readonly word: string }[] = [
  { value: 'met', word: 'Met' },
  { value: 'partly', word: 'Partly met' },
  { value: 'not-met', word: 'Not met' },
];

interface Props {
  readonly goal: SprintGoal;
  /** undefined until somebody has decided. */
  readonly value: GoalVerdict | undefined;
  readonly onChange: (verdict: GoalVerdict) => void;
}

/** A goal with the three verdicts it may get; none is chosen at first. */
export const VerdictChoice = ({ goal, value, onChange }: Props) => {
  const name = useId();
  return (
    <fieldset className={styles.goal}>
      <legend className={styles.text}>
        <bdi>{goal.text}</bdi>
      </legend>
      {verdicts.map(({ value: each, word }) => (
        <label key={each} className={styles.choice}>
          <input type="radio" name={name} checked={value === each} onChange={() => onChange(each)} />
          {word}
        </label>
      ))}
    </fieldset>
  );
};
