/** A series as it is being written: what is not in a block yet is here, and in the scrapes kept in `head`. */
export interface OpenSeries {
  readonly id: number;
  readonly times: number[];
  readonly values: number[];
  /** The scrape that brought the first of them; it and later ones must be kept. */
  firstHead: number;
  /** Nothing may come that is not later than this: the end of the last block, of samples or of rollups. -1 for a new series. */
  sealed: number;
}

export const newSeries = (id: number, sealed = -1): OpenSeries => ({ id, times: [], values: [], firstHead: 0, sealed });

export const lastOf = ({ times, sealed }: OpenSeries): number => times.at(-1) ?? sealed;

export const keepSample = (series: OpenSeries, at: number, value: number, head: number): void => {
  if (series.times.length === 0) series.firstHead = head;
  series.times.push(at);
  series.values.push(value);
};
