import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import { sumPoints } from '../../../shared/sprints/roundPoints.ts';
import type { Commitment, SprintItem } from '../../../shared/sprints/sprint.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './ScopeSection.module.css';
import { SprintItemTable } from './SprintItemTable.tsx';
import { scopeChanges } from './scopeChanges.ts';

interface Props {
  readonly commitment: Commitment;
  /** What is in the sprint now, or was when it closed, without what is cancelled. */
  readonly now: readonly SprintItem[];
  readonly unit: PlanningSettings['unit'];
}

const sumOf = (items: readonly SprintItem[]): number => sumPoints(items.map(({ points }) => points));
const pointsOf = (points: number | null): string => (points === null ? 'not estimated' : numberInWords(points));

/** What the sprint started with, and what came and went since. The commitment itself never changes. */
export const ScopeSection = ({ commitment, now, unit }: Props) => {
  const { added, removed, reestimated } = scopeChanges(commitment, now);
  const still = added.length + removed.length + reestimated.length === 0;
  return (
    <Section
      title="Commitment"
      lead={`${amountInWords(commitment.points, unit)} in ${String(commitment.items.length)} items at the start, for a capacity of ${amountInWords(commitment.capacity, unit)}${commitment.reserve > 0 ? ` (${numberInWords(commitment.reserve)} kept for alerts)` : ''}.`}
    >
      {still && <p className={styles.still}>Nothing came or went since.</p>}
      {added.length > 0 && (
        <SprintItemTable title={`Added since: ${amountInWords(sumOf(added), unit)}`} items={added} />
      )}
      {removed.length > 0 && (
        <SprintItemTable title={`Removed or cancelled since: ${amountInWords(sumOf(removed), unit)}`} items={removed} />
      )}
      {reestimated.length > 0 && (
        <div>
          <h3>Estimated anew</h3>
          <ul className={styles.list}>
            {reestimated.map(({ item, before }) => (
              <li key={item.item}>
                <code>{item.key}</code> <bdi>{item.title}</bdi>: {pointsOf(before)} → {pointsOf(item.points)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <details>
        <summary>All that was committed to</summary>
        <SprintItemTable title="Committed items" items={commitment.items} />
      </details>
    </Section>
  );
};
