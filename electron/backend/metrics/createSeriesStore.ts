import { setImmediate } from 'node:timers/promises';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { bucketLength } from '../../../shared/monitor/bucketLength.ts';
import { createDownsampler, toBucket } from '../../../shared/monitor/downsample.ts';
import { longestStep } from '../../../shared/monitor/longestStep.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';
import { mapSqliteError } from '../db/sqliteFailure.ts';
import { deleteSomeBlocks } from './blockTable.ts';
import { gatherSeries, noOpenSamples } from './gatherSeries.ts';
import { deleteHeadsBefore, environmentsWithHeads } from './headTable.ts';
import { isDamage } from './isDamage.ts';
import { beginAnew, type OpenMetricsDatabaseOptions, openMetricsDatabase } from './openMetricsDatabase.ts';
import { dropOld, type Retention, usualRetention } from './retention.ts';
import type { OnDamage } from './rollUp.ts';
import { readBook, type SeriesBook } from './seriesBook.ts';
import type { SeriesStore } from './seriesStore.ts';
import { deleteSeries, detachSeries, type ListedSeries, listSeries, seriesOf } from './seriesTable.ts';
import { fileBytes, giveBack, usedBytes } from './usedBytes.ts';

/** What the measurements may take, in bytes: five servers with 60 series each every 15 s for a week, and their rollups, take a tenth. */
const LIMIT = 1024 ** 3;
/** Where the limit is reached everything is kept this much shorter, one after the other until it fits. */
const SHARES = [1, 0.75, 0.5, 0.25, 0.1];
/** Blocks deleted at a time, so that nobody waits. */
const SLICE = 100;
/** Series dealt with at a time. */
const SERIES = 16;

export interface SeriesStoreOptions extends OpenMetricsDatabaseOptions {
  readonly keep?: Retention;
  readonly limit?: number;
}

/** Opens the store. Throws DatabaseRefused when its folder cannot be written.
 *
 * A file that turns out damaged while it is used is set aside, and what was asked for is done with a new one. */
export const createSeriesStore = (options: SeriesStoreOptions): SeriesStore => {
  const { clock, log, keep = usualRetention, limit = LIMIT } = options;
  const opened = openMetricsDatabase(options);
  const notices = opened.notice === null ? [] : [opened.notice];
  const books = new Map<EnvironmentId, SeriesBook>();
  let { db } = opened;
  let [late, refused] = [0, 0];

  const onDamage: OnDamage = (series, { message }) => log.error('a block of samples was left out', { series, message });

  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      books.clear();
      if (!isDamage(error)) throw mapSqliteError(error) ?? error;
      db.close();
      notices.push(beginAnew(options, 'was damaged'));
      db = openMetricsDatabase(options).db;
      return act();
    }
  };
  const inTransaction = <T>(act: () => T): T => db.transaction(act)();

  const bookOf = (environment: EnvironmentId): SeriesBook => {
    let book = books.get(environment);
    if (book === undefined) {
      book = readBook(db, environment, onDamage);
      books.set(environment, book);
    }
    return book;
  };

  const read = (environment: EnvironmentId, name: SeriesName, from: number, to: number, points: number): SeriesData => {
    const length = bucketLength(from, to, points);
    const sampler = createDownsampler(from, to, length);
    const open = bookOf(environment).find(name);
    for (const { id, name: each } of seriesOf(db, environment)) {
      if (each !== name) continue;
      const gathering = {
        series: id,
        open: id === open?.id ? open : noOpenSamples,
        from,
        to,
        length,
        onDamage: (error: RangeError) => onDamage(id, error),
      };
      gatherSeries(db, gathering, sampler);
    }
    const buckets = sampler.rollups().map(toBucket);
    const times = buckets.map(({ at }) => at);
    return { name, unit: seriesUnit(name), step: longestStep(times, length), buckets };
  };

  /** True when there is more of this series to drop. */
  const dropOf = ({ id, environment }: ListedSeries, kept: Retention, now: number): boolean => {
    if (environment === null) {
      const gone = deleteSomeBlocks(db, id, SLICE);
      if (gone) deleteSeries(db, id);
      return !gone;
    }
    const { rolled, more, empty } = dropOld(db, id, kept, now, onDamage);
    if (empty && !bookOf(environment).writes(id)) deleteSeries(db, id);
    if (rolled || empty) books.delete(environment);
    return more;
  };

  /** One slice of a sweep at a time; each `yield` lets others have their turn. */
  function* sweeping(kept: Retention): Generator<void> {
    const now = clock.now();
    for (const environment of environmentsWithHeads(db)) {
      inTransaction(() => bookOf(environment).sealIdle(now));
      yield;
    }
    const all = listSeries(db);
    for (let from = 0; from < all.length; ) {
      const slice = all.slice(from, from + SERIES);
      if (!inTransaction(() => slice.map((each) => dropOf(each, kept, now))).includes(true)) from += SERIES;
      yield;
    }
    while (giveBack(db)) yield;
  }

  return {
    record: (environment, samples) => {
      const recorded = guarded(() => inTransaction(() => bookOf(environment).record(samples)));
      late += recorded.late;
      refused += recorded.refused;
      return recorded;
    },
    read: (environment, name, from, to, points) => guarded(() => read(environment, name, from, to, points)),
    environments: () =>
      guarded(() => [
        ...new Set(listSeries(db).flatMap(({ environment }) => (environment === null ? [] : [environment]))),
      ]),
    names: (environment) =>
      guarded(() => [...new Set(seriesOf(db, environment).map(({ name }) => name as SeriesName))].sort()),
    remove: (environment) =>
      guarded(() => {
        books.delete(environment);
        inTransaction(() => {
          detachSeries(db, environment);
          deleteHeadsBefore(db, environment, Number.MAX_SAFE_INTEGER);
        });
      }),
    size: () => guarded(() => ({ bytes: fileBytes(db), limit, late, refused })),
    notices: () => notices,
    sweep: async (signal) => {
      for (const share of SHARES) {
        const kept = { 0: keep[0] * share, 1: keep[1] * share, 2: keep[2] * share };
        const steps = sweeping(kept);
        while (!guarded(() => steps.next()).done) {
          await setImmediate();
          if (signal?.aborted) return;
        }
        if (guarded(() => usedBytes(db)) <= limit) return;
      }
    },
    close: () => db.close(),
  };
};
