import { useQuery } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { ChartPlan } from './chartPlans.ts';
import type { ChartWindow } from './chartWindow.ts';
import { seriesOf } from './metricsQueries.ts';

export interface MarksShown {
  readonly environment: Environment;
  readonly plans: readonly ChartPlan[];
  readonly window: ChartWindow;
  /** How often it is read anew, in milliseconds; false for a stretch that is over. */
  readonly refresh: number | false;
}

/** The deploys and alerts that the charts of a window mark, newest first. */
export const useMarks = ({ environment, plans, window, refresh }: MarksShown) => {
  const names = plans[0]?.series.slice(0, 1).map(({ name }) => name) ?? [];
  const { data } = useQuery({
    ...seriesOf({ environment: environment.id, names, ...window, points: 100 }),
    refetchInterval: refresh,
  });
  return { deploys: data?.deploys.toReversed() ?? [], alerts: data?.alerts.toReversed() ?? [] };
};
