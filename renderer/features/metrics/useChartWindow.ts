import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ChartWindow, selected } from './chartWindow.ts';
import { edgeStep, type MetricRange, type RangeName, rangeOf, refreshStep } from './metricRanges.ts';
import { useLiveEdge } from './useLiveEdge.ts';

const route = getRouteApi('/p/$project/metrics');

export interface ShownWindow {
  readonly window: ChartWindow;
  /** The stretch up to now that the window lies in, or is. */
  readonly range: MetricRange;
  /** The right edge is now, and moves on. */
  readonly live: boolean;
  /** How often what is live is read anew, in milliseconds; false for a stretch that is over. */
  readonly refresh: number | false;
  /** The right edge of what is live. */
  readonly now: number;
  readonly choose: (range: RangeName) => void;
  /** Null goes back to the range up to now. */
  readonly show: (window: ChartWindow | null) => void;
}

/** The stretch of time all charts show, kept in the address: a link to it shows the same. */
export const useChartWindow = (): ShownWindow => {
  const { range: name = '1h', from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const range = useMemo(() => rangeOf(name), [name]);
  const now = useLiveEdge(edgeStep(range.length));
  const window = useMemo(
    () => (from !== undefined && to !== undefined ? selected(from, to) : { from: now - range.length, to: now }),
    [from, to, now, range],
  );
  const choose = useCallback(
    (wanted: RangeName) =>
      void navigate({
        search: ({ environment }) => ({ ...(environment && { environment }), range: wanted }),
        replace: true,
      }),
    [navigate],
  );
  const show = useCallback(
    (wanted: ChartWindow | null) =>
      void navigate({
        search: ({ environment, range: kept }) => ({
          ...(environment && { environment }),
          ...(kept && { range: kept }),
          ...wanted,
        }),
        replace: true,
      }),
    [navigate],
  );
  const live = from === undefined;
  return { window, range, live, refresh: live ? refreshStep(range.length) : false, now, choose, show };
};
