import type { EnvironmentId } from '../../../shared/ids.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';

/** One measured value. */
export interface Sample {
  readonly name: SeriesName;
  /** Milliseconds since 1970 by the clock of this machine. */
  readonly at: number;
  /** Round it to what it is worth, four digits behind the point at most: such a sample takes two bytes, any other one nine. */
  readonly value: number;
}

/** What became of the samples of a `record`. */
export interface Recorded {
  readonly kept: number;
  /** Not later than the last one of their series: the clock was set back a little, or a scrape came twice. They were dropped. */
  readonly late: number;
  /** Not finite, without a time, or of one series too many for an environment. They were dropped. */
  readonly refused: number;
}

export interface StoreSize {
  /** What the measurements take on the disk, in bytes. */
  readonly bytes: number;
  /** What they may take: above, the oldest go first. */
  readonly limit: number;
  /** Dropped since Pitwall was started. */
  readonly late: number;
  readonly refused: number;
}

/** Keeps what was measured in metrics.db, for two years and within a bounded size.
 *
 * Everything is synchronous and quick: a scrape of 60 samples takes some 50 µs, a chart some milliseconds. */
export interface SeriesStore {
  /** Keeps the samples of one scrape of an environment in one transaction: after it returns they survive the end of the program.
   *
   * Hand over a whole scrape at once; the samples of one series in the order of their times. A sample not later than its series' last one is
   * dropped and counted; more than an hour earlier, the clock was set back, and the series goes on from there. Throws STORAGE when the disk
   * is full; then nothing of the scrape is kept. */
  readonly record: (environment: EnvironmentId, samples: readonly Sample[]) => Recorded;
  /** A window of a series, both ends included, in at most `points` buckets (at least 2) that keep minima and maxima. Where fewer samples
   * lie in the window each is a bucket of its own. An unknown name gives no buckets. */
  readonly read: (environment: EnvironmentId, name: SeriesName, from: number, to: number, points: number) => SeriesData;
  /** Those of which there is something. */
  readonly environments: () => readonly EnvironmentId[];
  /** In alphabetical order. */
  readonly names: (environment: EnvironmentId) => readonly SeriesName[];
  /** Forgets all of an environment. */
  readonly remove: (environment: EnvironmentId) => void;
  readonly size: () => StoreSize;
  /** What the user must know: the file was set aside, say. */
  readonly notices: () => readonly string[];
  /** Drops what is old or too much, in steps between which others get their turn. Call it once an hour; `signal` ends it early. */
  readonly sweep: (signal?: AbortSignal) => Promise<void>;
  readonly close: () => void;
}
