import type { GoalVerdict, SprintGoal } from '../../../shared/sprints/sprint.ts';
import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './GoalList.module.css';

const verdicts: Readonly<Record<GoalVerdict, { readonly status: Status; readonly label: string }>> = {
  met: { status: 'healthy', label: 'met' },
  partly: { status: 'degraded', label: 'partly met' },
  'not-met': { status: 'failing', label: 'not met' },
};

/** The goals of a sprint, with the verdict each got when the sprint was closed. */
export const GoalList = ({ goals }: { readonly goals: readonly SprintGoal[] }) =>
  goals.length === 0 ? (
    <p className={styles.none}>No goals were set.</p>
  ) : (
    <ul className={styles.goals} aria-label="Goals">
      {goals.map(({ id, text, verdict }) => (
        <li key={id} className={styles.goal}>
          {verdict !== null && <StatusBadge {...verdicts[verdict]} />}
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
