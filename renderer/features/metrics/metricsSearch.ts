import { EnvironmentId } from '../../../shared/ids.ts';
import { type RangeName, rangeNames } from './metricRanges.ts';

/** What the address of the charts says: whose, which range up to now, and a stretch of its own if there is one. */
export interface MetricsSearch {
  readonly environment?: EnvironmentId;
  readonly range?: RangeName;
  readonly from?: number;
  readonly to?: number;
}

/** Reads the address; what does not fit is left out. */
export const metricsSearch = (search: Record<string, unknown>): MetricsSearch => {
  const environment = EnvironmentId.safeParse(search.environment).data;
  const range = rangeNames.find((name) => name === search.range);
  const { from, to } = search;
  const stretch = isMoment(from) && isMoment(to) && from < to ? { from, to } : {};
  return { ...(environment && { environment }), ...(range && { range }), ...stretch };
};

const isMoment = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
