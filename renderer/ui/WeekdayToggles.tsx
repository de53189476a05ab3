import { type ReactNode, useId } from 'react';
import styles from './WeekdayToggles.module.css';

/** ISO 8601: 1 is Monday. */
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

interface Props {
  readonly label: ReactNode;
  /** Out of sight, for dense tables; screen readers still hear it. */
  readonly hideLabel?: boolean;
  /** Weekdays that are on: 1 is Monday, 7 Sunday. */
  readonly value: readonly number[];
  readonly disabled?: boolean;
  readonly onChange: (days: number[]) => void;
}

/** Seven buttons, Monday to Sunday, each on or off. */
export const WeekdayToggles = ({ label, hideLabel = false, value, disabled = false, onChange }: Props) => {
  const id = useId();
  const toggle = (day: number) =>
    onChange((value.includes(day) ? value.filter((each) => each !== day) : [...value, day]).toSorted((a, b) => a - b));
  return (
    <fieldset className={styles.field} aria-labelledby={id} disabled={disabled}>
      <span id={id} className={styles.label} data-hidden={hideLabel || undefined}>
        {label}
      </span>
      <span className={styles.days}>
        {weekdays.map((name, index) => (
          <button
            key={name}
            type="button"
            className={styles.day}
            aria-pressed={value.includes(index + 1)}
            title={name}
            onClick={() => toggle(index + 1)}
          >
            {name.slice(0, 2)}
            <span className={styles.rest}>{name.slice(2)}</span>
          </button>
        ))}
      </span>
    </fieldset>
  );
};
