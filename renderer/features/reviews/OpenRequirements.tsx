import type { JudgedGate } from '../../../shared/gates/requirement.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './reviewForm.module.css';
import { requirementShown } from './reviewWords.ts';

/** What keeps a gate closed, with the reasons. */
export const OpenRequirements = ({ gate }: { readonly gate: JudgedGate }) => (
  <ul className={styles.list} aria-label="What is open">
    {gate.requirements
      .filter(({ state }) => state === 'unsatisfied' || state === 'error')
      .map(({ id, title, state, reasons, overridable }) => (
        <li key={id}>
          <strong>{title}</strong> <StatusBadge bare {...requirementShown[state]} />
          {reasons.map((reason) => (
            <p key={reason} className={styles.dim}>
              <bdi>{reason}</bdi>
            </p>
          ))}
          {overridable === false && <p className={styles.dim}>No override passes this one.</p>}
        </li>
      ))}
  </ul>
);
