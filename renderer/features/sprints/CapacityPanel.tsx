import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Velocity } from '../../../shared/sprints/velocity.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { SprintFigures } from '../../backend/sprintFigures.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import styles from './CapacityPanel.module.css';
import { reserveInWords, velocityInWords } from './figuresInWords.ts';
import { LoadBar } from './LoadBar.tsx';

interface Props {
  readonly figures: SprintFigures;
  readonly velocity: Velocity | null;
  readonly members: readonly Member[];
  readonly unit: PlanningSettings['unit'];
  /** The figures are those of a drag that is not dropped yet. */
  readonly supposed: boolean;
}

/** What a sprint asks of its team and of each member, against what they can take on. Alive while something is dragged. */
export const CapacityPanel = ({ figures, velocity, members, unit, supposed }: Props) => {
  const { verdict, reserve } = figures;
  const known = new Map(members.map((member) => [member.id, member]));
  const { unassigned } = verdict;
  return (
    <section className={styles.panel} aria-label="Capacity" data-supposed={supposed || undefined}>
      <div className={styles.team}>
        <LoadBar name={supposed ? 'Team, if you drop it' : 'Team'} load={verdict.team} unit={unit} />
        <p className={styles.line}>Kept for alerts: {reserveInWords(reserve, verdict.kept, unit)}</p>
        <p className={styles.line}>Velocity: {velocityInWords(velocity, unit)}</p>
      </div>
      <ul className={styles.members} aria-label="Members">
        {verdict.members.map((load) => (
          <li key={load.member}>
            <LoadBar name={<MemberName member={known.get(load.member)} />} load={load} unit={unit} />
          </li>
        ))}
        {unassigned.items > 0 && (
          <li className={styles.line}>
            Nobody assigned: {amountInWords(unassigned.points, unit)} in {unassigned.items}{' '}
            {unassigned.items === 1 ? 'item' : 'items'}
            {unassigned.unestimated > 0 && `, ${String(unassigned.unestimated)} not estimated`}
          </li>
        )}
        {figures.capacity.members.length === 0 && <li className={styles.line}>No member is in this sprint.</li>}
      </ul>
    </section>
  );
};
