import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Database } from '../db/database.ts';
import { lastBlock } from './blockTable.ts';
import { deleteHeadsBefore, headsOf, insertHead } from './headTable.ts';
import { BLOCK, LONGEST_BLOCK } from './levels.ts';
import { keepSample, lastOf, newSeries, type OpenSeries } from './openSeries.ts';
import type { OnDamage } from './rollUp.ts';
import type { ScrapedSample } from './scrapeBytes.ts';
import { sealSeries } from './sealSeries.ts';
import type { Recorded, Sample } from './seriesStore.ts';
import { insertSeries, seriesOf } from './seriesTable.ts';

/** A sample so much earlier than its series' last one, in milliseconds, is not late: the clock was set back. */
const SET_BACK = 3_600_000;
/** Series an environment may have: names of mounts and interfaces come from servers, and some make new ones all day. */
const MOST_SERIES = 2_000;

/** Blocks of a scrape's series are not made all at once, but over so many scrapes. */
const SPREAD = 16;

/** The series of one environment as they are being written. Every method runs inside a transaction; after one that threw the book is
 * worthless and must be read anew. */
export interface SeriesBook {
  readonly record: (samples: readonly Sample[]) => Recorded;
  /** Makes blocks of what was not added to for so long that it would keep its scrapes for ever. */
  readonly sealIdle: (now: number) => void;
  readonly find: (name: string) => OpenSeries | null;
  /** Whether samples of this series are in no block yet. */
  readonly writes: (id: number) => boolean;
}

/** Reads an environment's series, with what is in no block yet. */
export const readBook = (db: Database, environment: EnvironmentId, onDamage: OnDamage): SeriesBook => {
  const series = new Map<string, OpenSeries>();
  for (const { id, name } of seriesOf(db, environment)) series.set(name, newSeries(id, sealedUntil(db, id)));
  const byId = new Map([...series.values()].map((each) => [each.id, each]));
  let count = series.size;
  let next = 1;
  for (const { sequence, samples } of headsOf(db, environment)) {
    next = sequence + 1;
    for (const { series: id, at, value } of samples) {
      const known = byId.get(id);
      if (known !== undefined && at > lastOf(known)) keepSample(known, at, value, sequence);
    }
  }

  const seal = (each: OpenSeries): void => sealSeries(db, each, onDamage);

  const begin = (name: string): OpenSeries | null => {
    if (count >= MOST_SERIES) return null;
    const begun = newSeries(insertSeries(db, environment, name));
    series.set(name, begun);
    count += 1;
    return begun;
  };

  /** The series a sample belongs to: its name's, unless the clock was set back behind that. */
  const seriesFor = ({ name, at }: Sample): OpenSeries | null => {
    const known = series.get(name);
    if (known === undefined) return begin(name);
    if (at > lastOf(known) - SET_BACK) return known;
    seal(known);
    return begin(name);
  };

  const dropSealedHeads = (): void => {
    let oldest = next;
    for (const { times, firstHead } of series.values()) if (times.length > 0 && firstHead < oldest) oldest = firstHead;
    deleteHeadsBefore(db, environment, oldest);
  };

  return {
    find: (name) => series.get(name) ?? null,
    writes: (id) => [...series.values()].some((each) => each.id === id && each.times.length > 0),
    record: (samples) => {
      const kept: ScrapedSample[] = [];
      const full: OpenSeries[] = [];
      let sealed = false;
      let [late, refused] = [0, 0];
      for (const sample of samples) {
        const { at, value } = sample;
        const known = Number.isFinite(value) && Number.isSafeInteger(at) && at >= 0 ? seriesFor(sample) : null;
        if (known === null) refused += 1;
        else if (at <= lastOf(known)) late += 1;
        else {
          if (at - (known.times[0] ?? at) > LONGEST_BLOCK) {
            seal(known);
            sealed = true;
          }
          keepSample(known, at, value, next);
          kept.push({ series: known.id, at, value });
          if (known.times.length >= BLOCK - (known.id % SPREAD)) full.push(known);
        }
      }
      if (kept.length > 0) insertHead(db, environment, { sequence: next, samples: kept });
      next += 1;
      for (const each of full) seal(each);
      if (sealed || full.length > 0) dropSealedHeads();
      return { kept: kept.length, late, refused };
    },
    sealIdle: (now) => {
      for (const each of series.values()) if (Math.abs(now - lastOf(each)) > LONGEST_BLOCK) seal(each);
      dropSealedHeads();
    },
  };
};

const sealedUntil = (db: Database, id: number): number =>
  Math.max(...([0, 1, 2] as const).map((level) => lastBlock(db, id, level).last ?? -1));
