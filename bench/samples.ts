import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { createSeriesStore } from '../electron/backend/metrics/createSeriesStore.ts';
import type { SeriesStore } from '../electron/backend/metrics/seriesStore.ts';
import { EnvironmentId } from '../shared/ids.ts';
import { bucketLength } from '../shared/monitor/bucketLength.ts';
import type { Area } from './main.ts';
import { measure, quantile, type Timing, type Variant } from './measure.ts';
import { prometheusMonth } from './prometheusMonth.ts';
import type { Row, Skipped } from './report.ts';
import { createServerFigures, figureNames } from './serverFigures.ts';

const STEP = 15_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
/** Ticks that are written one at a time, each in a transaction of its own, to compare the writing. */
const TICKS = 4_000;
const POINTS = 1_000;
const environment = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');

/** Rows of a database as people make it first: names and times as text, an index for both. */
const textRows = (path: string) =>
  rowsIn(path, {
    create: 'CREATE TABLE sample (series TEXT, at TEXT, value REAL); CREATE INDEX sample_at ON sample (series, at)',
    key: (index) => `staging/${figureNames[index] ?? ''}`,
    time: (at) => new Date(at).toISOString(),
    bucket: `cast(strftime('%s', at) AS INTEGER) * 1000`,
  });

/** Rows of a database by who knows SQLite: whole numbers, ordered by series and time, without a row id. */
const orderedRows = (path: string) =>
  rowsIn(path, {
    create: 'CREATE TABLE sample (series INTEGER, at INTEGER, value REAL, PRIMARY KEY (series, at)) WITHOUT ROWID',
    key: (index) => index,
    time: (at) => at,
    bucket: 'at',
  });

interface Shape {
  readonly create: string;
  readonly key: (index: number) => string | number;
  readonly time: (at: number) => string | number;
  readonly bucket: string;
}

const rowsIn = (path: string, { create, key, time, bucket }: Shape) => {
  const db = new BetterSqlite3(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(create);
  const insert = db.prepare('INSERT INTO sample (series, at, value) VALUES (?, ?, ?)');
  const keys = figureNames.map((_, index) => key(index));
  const write = db.transaction((at: number, values: ArrayLike<number>) => {
    const moment = time(at);
    for (let index = 0; index < keys.length; index += 1) insert.run(keys[index], moment, values[index]);
  });
  const select = (length: number) =>
    db.prepare<unknown[], { place: number; low: number; high: number; many: number }>(
      `SELECT ${bucket} / ${length} AS place, min(value) AS low, max(value) AS high, sum(value), count(*) AS many
       FROM sample WHERE series = ? AND at BETWEEN ? AND ? GROUP BY place`,
    );
  return {
    write,
    /** As many ticks as it is given in one transaction. */
    writeAll: db.transaction((ticks: () => Generator<readonly [number, ArrayLike<number>]>) => {
      for (const [at, values] of ticks()) write(at, values);
    }),
    read: (index: number, from: number, to: number, length: number) =>
      select(length).all(keys[index], time(from), time(to)),
    drop: (before: number) => db.prepare('DELETE FROM sample WHERE at < ?').run(time(before)).changes,
    bytes: () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      return statSync(path).size;
    },
    close: () => db.close(),
  };
};

const quiet = { info: () => undefined, warn: () => undefined, error: console.error };

/** Measurements in and out: what they take, how fast they are written, read over a month, and dropped. */
export const samplesArea: Area = async ({ quick }) => {
  const days = quick ? 3 : 30;
  const rounds = quick ? 3 : 7;
  const end = START + days * DAY;
  const count = figureNames.length * ((days * DAY) / STEP);
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-samples-'));
  const clock = { now: () => end, monotonic: () => performance.now(), sleep: async () => undefined };
  const open = (name: string, keptDays: number): SeriesStore =>
    createSeriesStore({
      path: join(folder, name),
      clock,
      log: quiet,
      keep: { 0: keptDays * DAY, 1: 60 * DAY, 2: 730 * DAY },
    });
  const tick = (at: number, values: ArrayLike<number>) =>
    figureNames.map((name, index) => ({ name, at, value: values[index] ?? 0 }));
  function* ticks() {
    const figures = createServerFigures();
    for (let at = START; at < end; at += STEP) yield [at, figures()] as const;
  }

  try {
    const rows: Row[] = [];
    const skipped: Skipped[] = [];
    const prometheus = await prometheusMonth(folder, ticks);

    rows.push(...(await writing(folder, open, tick, rounds)));

    let store = open('ours.db', days + 1);
    for (const [at, values] of ticks()) store.record(environment, tick(at, values));
    const text = textRows(join(folder, 'text.db'));
    const ordered = orderedRows(join(folder, 'ordered.db'));
    text.writeAll(ticks);
    ordered.writeAll(ticks);
    check(store, ordered, end);

    const ours = store.size().bytes / count;
    const size = (peer: string, bytes: number, goal: number | null): Row => ({
      area: 'monitor',
      work: `bytes a sample, ${(count / 1e6).toFixed(0)}M samples`,
      peer,
      unit: 'bytes',
      ours,
      theirs: bytes / count,
      goal,
    });
    rows.push(size('text rows', text.bytes(), 1 / 25), size('rows without rowid', ordered.bytes(), 1 / 4));
    if (!('why' in prometheus)) rows.push(size('Prometheus', prometheus.bytes, 0.85));

    const length = bucketLength(START, end, POINTS);
    let turn = 0;
    const next = () => {
      turn = (turn + 7) % figureNames.length;
      return turn;
    };
    const readOurs = () => {
      const { buckets } = store.read(environment, figureNames[next()] ?? '', START, end - 1, POINTS);
      if (buckets.length < POINTS / 3 || buckets.length > POINTS) throw new Error(`${buckets.length} points came`);
    };
    const reading = await measure(
      [
        { name: 'ours', run: async () => readOurs() },
        { name: 'rows without rowid', run: async () => void ordered.read(next(), START, end, length) },
        { name: 'text rows', run: async () => void text.read(next(), START, end, length) },
        {
          name: 'twelve of ours',
          run: async () => {
            for (let chart = 0; chart < 12; chart += 1) readOurs();
          },
        },
        ...('why' in prometheus
          ? []
          : [
              { name: 'Prometheus', run: () => prometheus.read(next(), START, end - 1, POINTS) },
              {
                name: 'twelve of Prometheus',
                run: async () => {
                  for (let chart = 0; chart < 12; chart += 1) await prometheus.read(next(), START, end - 1, POINTS);
                },
              },
            ]),
      ],
      rounds,
    );
    const work = `${days} days at 15 s to ${POINTS} points keeping extremes`;
    rows.push(...against(work, reading, { 'rows without rowid': 1 / 10, 'text rows': null }));
    const twelve = need(reading, 'twelve of ours');
    rows.push({ ...limit('twelve such charts', twelve.median, 100), unit: 'ms' });
    if ('why' in prometheus)
      for (const skippedWork of ['bytes a sample', work, 'twelve such charts'])
        skipped.push({ area: 'monitor', work: skippedWork, peer: 'Prometheus', why: prometheus.why });
    else {
      await prometheus.end();
      const theirs = need(reading, 'twelve of Prometheus');
      rows.push(
        ...against(work, reading, { Prometheus: 1 / 3 }),
        ...against(
          'twelve such charts',
          [
            { ...twelve, name: 'ours' },
            { ...theirs, name: 'Prometheus' },
          ],
          { Prometheus: 1 / 8 },
        ),
      );
    }

    store.close();
    rows.push(...(await dropping({ open, text, ordered, days, rounds: Math.min(days - 1, quick ? 2 : 5) })));
    store = open('ours.db', 1);
    store.close();
    text.close();
    ordered.close();
    return { rows, skipped };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

type Rows = ReturnType<typeof rowsIn>;
type Tick = (at: number, values: ArrayLike<number>) => Parameters<SeriesStore['record']>[1];

/** One scrape after the other, each in a transaction of its own, as they come. */
const writing = async (
  folder: string,
  open: (name: string, days: number) => SeriesStore,
  tick: Tick,
  rounds: number,
): Promise<readonly Row[]> => {
  let run = 0;
  const variant = (
    name: string,
    begin: (path: string) => (at: number, values: ArrayLike<number>) => () => void,
  ): Variant => {
    let write: ReturnType<typeof begin> = () => () => undefined;
    let close: () => void = () => undefined;
    return {
      name,
      before: async () => {
        close();
        run += 1;
        write = begin(`write-${run}.db`);
      },
      run: async () => {
        const figures = createServerFigures();
        for (let at = START; at < START + TICKS * STEP; at += STEP) close = write(at, figures());
      },
    };
  };
  const timings = await measure(
    [
      variant('ours', (name) => {
        const store = open(name, 3_000);
        return (at, values) => {
          store.record(environment, tick(at, values));
          return store.close;
        };
      }),
      variant('rows without rowid', (name) => {
        const rows = orderedRows(join(folder, name));
        return (at, values) => {
          rows.write(at, values);
          return rows.close;
        };
      }),
      variant('text rows', (name) => {
        const rows = textRows(join(folder, name));
        return (at, values) => {
          rows.write(at, values);
          return rows.close;
        };
      }),
    ],
    rounds,
  );
  const perTick = timings.map((each) => ({ ...each, median: each.median / TICKS, p90: each.p90 / TICKS }));
  return against(`a tick of ${figureNames.length} samples written`, perTick, {
    'rows without rowid': 1 / 5,
    'text rows': 1 / 10,
  });
};

/** The oldest day goes. */
const dropping = async ({
  open,
  text,
  ordered,
  days,
  rounds,
}: {
  readonly open: (name: string, days: number) => SeriesStore;
  readonly text: Rows;
  readonly ordered: Rows;
  readonly days: number;
  readonly rounds: number;
}): Promise<readonly Row[]> => {
  const timed = (act: () => number | undefined): number => {
    const began = performance.now();
    if (act() === 0) throw new Error('nothing was dropped');
    return performance.now() - began;
  };
  const samples = { ours: [] as number[], ordered: [] as number[], text: [] as number[] };
  for (let day = 1; day <= rounds; day += 1) {
    const store = open('ours.db', days - day);
    // As in a program that runs: what is being written is known.
    store.read(environment, figureNames[0] ?? '', START, START + 1, 2);
    const began = performance.now();
    await store.sweep();
    samples.ours.push(performance.now() - began);
    store.close();
    samples.ordered.push(timed(() => ordered.drop(START + day * DAY)));
    samples.text.push(timed(() => text.drop(START + day * DAY)));
  }
  const timing = (name: string, each: readonly number[]): Timing => ({
    name,
    median: quantile(each, 0.5),
    p90: quantile(each, 0.9),
    samples: each,
  });
  return against(
    'a day dropped',
    [timing('ours', samples.ours), timing('rows without rowid', samples.ordered), timing('text rows', samples.text)],
    { 'rows without rowid': null, 'text rows': 1 / 50 },
  );
};

/** What was written is what is read, in both. */
const check = (store: SeriesStore, rows: Rows, end: number): void => {
  for (const index of [0, 7, 23, 41, 57]) {
    const name = figureNames[index] ?? '';
    const from = end - DAY / 2;
    const length = bucketLength(from, end - 1, POINTS);
    const ours = store.read(environment, name, from, end - 1, POINTS).buckets;
    const theirs = rows.read(index, from, end - 1, length);
    const same =
      ours.length === theirs.length &&
      ours.every(({ min, max, count }, place) => {
        const their = theirs[place];
        return their !== undefined && min === their.low && max === their.high && count === their.many;
      });
    if (!same) throw new Error(`${name} is not what was written`);
  }
};

const need = (timings: readonly Timing[], name: string): Timing => {
  const found = timings.find((each) => each.name === name);
  if (found === undefined) throw new Error('a measurement is missing');
  return found;
};

const against = (
  work: string,
  timings: readonly Timing[],
  goals: Readonly<Record<string, number | null>>,
): readonly Row[] => {
  const ours = need(timings, 'ours');
  return Object.entries(goals).map(([peer, goal]) => {
    const theirs = need(timings, peer);
    return {
      area: 'monitor',
      work,
      peer,
      unit: 'ms',
      ours: ours.median,
      theirs: theirs.median,
      oursP90: ours.p90,
      theirsP90: theirs.p90,
      goal,
    };
  });
};

/** A row whose peer is a fixed limit. */
const limit = (work: string, ours: number, most: number): Row => ({
  area: 'monitor',
  work,
  peer: 'the limit',
  unit: 'ms',
  ours,
  theirs: most,
  goal: 1,
});
