import type { TriedAlert } from '../../../shared/alerts/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { formatExact } from '../../ui/formatRelative.ts';
import styles from './TriedAlerts.module.css';
import whole from './wholeText.module.css';

interface Props {
  readonly alerts: readonly TriedAlert[];
  readonly window: { readonly from: number; readonly to: number };
}

/** Units of the drawing's width, and rows of the table: the drawing shows them all. */
const WIDE = 1000;
const ROWS = 100;

/** The times in which a rule would have been open: drawn over the time that was tried, and as a table. */
export const TriedAlerts = ({ alerts, window }: Props) => {
  const { from, to } = window;
  const place = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * WIDE;
  const columns: readonly Column<TriedAlert>[] = [
    { key: 'from', title: 'Opened', width: '260px', cell: (alert) => formatExact(alert.from) },
    {
      key: 'took',
      title: 'Open for',
      kind: 'figure',
      width: '110px',
      cell: (alert) => <Duration milliseconds={(alert.to ?? to) - alert.from} />,
    },
    { key: 'reason', title: 'Why', cell: ({ reason }) => <bdi className={whole.whole}>{reason}</bdi> },
  ];
  return (
    <>
      <div className={styles.strip}>
        <svg className={styles.drawing} viewBox={`0 0 ${String(WIDE)} 20`} preserveAspectRatio="none" aria-hidden>
          {alerts.map((alert) => (
            <rect
              key={`${String(alert.from)} ${alert.reason}`}
              x={place(alert.from)}
              y={0}
              width={Math.max(2, place(alert.to ?? to) - place(alert.from))}
              height={20}
            />
          ))}
        </svg>
        <span className={styles.ends}>
          <span>{formatExact(from)}</span>
          <span>now</span>
        </span>
      </div>
      {alerts.length > 0 && (
        <DataTable
          caption="When the rule would have been open"
          columns={columns}
          rows={alerts.slice(0, ROWS)}
          rowKey={(alert) => `${String(alert.from)} ${alert.reason}`}
        />
      )}
      {alerts.length > ROWS && (
        <p className={styles.more}>The first {ROWS} are listed; a rule that opens so often wants other limits.</p>
      )}
    </>
  );
};
