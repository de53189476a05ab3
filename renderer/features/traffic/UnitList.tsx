import type { JournalState } from '../../../shared/monitor/exceptionsContract.ts';
import type { UnitChange, UnitHistory } from '../../../shared/monitor/unitHistory.ts';
import type { UnitState } from '../../../shared/monitor/unitState.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './UnitList.module.css';

const statusOf = ({ active }: Pick<UnitState, 'active'>): Status =>
  active === 'active' ? 'healthy' : active === 'failed' ? 'failing' : active === 'activating' ? 'running' : 'stopped';

const restartsInWords = (times: number): string => `started again ${times === 1 ? 'once' : `${String(times)} times`}`;

/** How the units stand, since when, how often systemd started them again, and how they changed. */
export const UnitList = ({
  journal: { units, history },
}: {
  readonly journal: Pick<JournalState, 'units' | 'history'>;
}) =>
  units.length === 0 ? null : (
    <ul className={styles.units} aria-label="Units">
      {units.map((unit) => (
        <Unit key={unit.unit} unit={unit} history={history.find((each) => each.unit === unit.unit) ?? null} />
      ))}
    </ul>
  );

const Unit = ({ unit, history }: { readonly unit: UnitState; readonly history: UnitHistory | null }) => (
  <li>
    <span className={styles.unit}>
      <StatusBadge bare status={statusOf(unit)} label={unit.active} />
      <bdi>{unit.unit}</bdi>
      {history?.since != null && (
        <span className={styles.facts}>
          {history.since.atLeast ? 'seen so since the first look,' : 'since'} <RelativeTime at={history.since.at} />
        </span>
      )}
      {history !== null && history.restartsInHour > 0 ? (
        <span className={styles.facts}>{restartsInWords(history.restartsInHour)} in the last hour</span>
      ) : (
        unit.restarts !== null &&
        unit.restarts > 0 && <span className={styles.facts}>{restartsInWords(unit.restarts)} in all</span>
      )}
    </span>
    {history !== null && history.changes.length > 1 && (
      <details>
        <summary>Its last changes</summary>
        <ol className={styles.changes} aria-label={`Changes of ${unit.unit}`}>
          {history.changes.map((change) => (
            <li key={change.at}>
              <Change change={change} />
            </li>
          ))}
        </ol>
      </details>
    )}
  </li>
);

const Change = ({ change }: { readonly change: UnitChange }) => (
  <>
    <RelativeTime at={change.at} />: <bdi>{change.active}</bdi>
    {change.sub !== '' && (
      <>
        {' '}
        (<bdi>{change.sub}</bdi>)
      </>
    )}
    {change.result !== '' && change.result !== 'success' && (
      <>
        , <bdi>{change.result}</bdi>
      </>
    )}
    {change.restarts !== null && change.restarts > 0 && `, ${restartsInWords(change.restarts)} in all`}
  </>
);
