import type { TrafficNow } from '../../../shared/monitor/trafficReport.ts';
import styles from './TrafficNowFigures.module.css';
import { shownLatency, shownRate, shownShare } from './trafficFigures.ts';

/** The last ten seconds in figures. */
export const TrafficNowFigures = ({ now }: { readonly now: TrafficNow }) => {
  const failing = (now.errors ?? 0) > 0;
  const figures = [
    { name: 'requests', value: shownRate(now.rate) },
    { name: failing ? 'failed: look below' : 'failed', value: shownShare(now.errors), bad: failing },
    { name: 'p50, half are faster', value: shownLatency(now.p50) },
    { name: 'p95', value: shownLatency(now.p95) },
    { name: 'p99', value: shownLatency(now.p99) },
  ];
  const classes = [
    ...now.classes.slice(1).map((rate, index) => ({ name: `status ${index + 2}xx`, value: shownRate(rate) })),
  ];
  return (
    <>
      <Figures figures={figures} />
      <Figures figures={classes} />
    </>
  );
};

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly bad?: boolean;
}

const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <dl className={styles.figures}>
    {figures.map(({ name, value, bad = false }) => (
      <div key={name} className={styles.figure} data-bad={bad || undefined}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
