import { useChartCursor } from '../../ui/charts/chartCursor.ts';
import styles from './ChartLegend.module.css';
import type { ChartPlan } from './chartPlans.ts';
import type { ReadSeries } from './metricsQueries.ts';
import { seriesLook } from './seriesLooks.ts';
import { valuesAt } from './valuesAt.ts';

interface Props {
  readonly plan: ChartPlan;
  readonly read: ReadSeries;
  readonly past: ReadSeries | null;
}

/** The lines of a chart by name, with their values at the moment that is pointed at, else the newest ones. */
export const ChartLegend = ({ plan, read, past }: Props) => {
  const at = useChartCursor((state) => state.at);
  const shown = at !== null && at >= read.from && at <= read.to ? at : null;
  const pastAt = past === null ? null : (shown ?? read.to) - read.from + past.from;
  const earlier = past === null ? [] : valuesAt(plan, past, pastAt);
  return (
    <ul className={styles.legend}>
      {valuesAt(plan, read, shown).map(({ name, label, text }, index) => {
        const { color, dash } = seriesLook(index);
        return (
          <li key={name} className={styles.line}>
            <svg width="20" height="8" aria-hidden className={styles.swatch}>
              <line x1="0" x2="20" y1="4" y2="4" stroke={color} strokeWidth="2" strokeDasharray={dash} />
            </svg>
            <bdi className={styles.label}>{label}</bdi>
            <span className={styles.value}>{text}</span>
            {earlier[index] !== undefined && <span className={styles.before}>before {earlier[index].text}</span>}
          </li>
        );
      })}
    </ul>
  );
};
