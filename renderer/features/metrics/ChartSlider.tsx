import type { KeyboardEvent, ReactNode } from 'react';
import { pointAt, useChartCursor } from '../../ui/charts/chartCursor.ts';
import styles from './ChartSlider.module.css';
import type { ChartPlan } from './chartPlans.ts';
import type { ReadSeries } from './metricsQueries.ts';
import { momentText } from './shownWindow.ts';
import { valuesAt } from './valuesAt.ts';

interface Props {
  readonly plan: ChartPlan;
  readonly read: ReadSeries;
  readonly children: ReactNode;
}

/** Steps over a chart's width. */
const STEPS = 100;

/** Lets the arrow keys point at a moment of a chart, and says what stood there. */
export const ChartSlider = ({ plan, read, children }: Props) => {
  const { from, to } = read;
  const at = useChartCursor((state) => state.at);
  const shown = at !== null && at >= from && at <= to ? at : to;
  const step = (to - from) / STEPS;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const many = event.shiftKey ? 10 : 1;
    const next: Readonly<Record<string, number>> = {
      ArrowLeft: shown - step * many,
      ArrowRight: shown + step * many,
      Home: from,
      End: to,
    };
    const wanted = next[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    pointAt(Math.min(to, Math.max(from, wanted)));
  };

  return (
    <div
      className={styles.slider}
      role="slider"
      tabIndex={0}
      aria-label={`${plan.title}, a moment`}
      aria-valuemin={from}
      aria-valuemax={to}
      aria-valuenow={Math.round(shown)}
      aria-valuetext={`${momentText(shown)}: ${valuesAt(plan, read, at === null ? null : shown)
        .map(({ label, text }) => `${label} ${text}`)
        .join(', ')}`}
      onKeyDown={onKeyDown}
      onBlur={() => pointAt(null)}
    >
      {children}
    </div>
  );
};
