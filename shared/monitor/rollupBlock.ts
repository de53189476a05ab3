import { putDeltas, putDoubles, takeDeltas, takeDoubles } from './packedColumns.ts';
import {
  type ByteSink,
  type ByteSource,
  MOST,
  putRuns,
  putUnsigned,
  takeRuns,
  takeUnsigned,
} from './packedIntegers.ts';
import { digitsOf, scaled } from './scaledValues.ts';

/** What was measured in one step of a rollup, `at` its beginning. A step without a sample is left out. */
export interface Rollup {
  readonly at: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly count: number;
}

const DOUBLES = 255;
const LONGEST = 65_535;

/** Packs rollups of one step length: places, counts and minima as deltas, the range above each minimum and the sum above `count` minima
 * as they are, all in whole numbers where the decimals have at most four digits, else as doubles.
 *
 * `at` must be multiples of `step` that ascend from `start` on, itself a multiple; everything finite, each count at least 1. Throws
 * RangeError otherwise. */
export const packRollups = (rollups: readonly Rollup[], start: number, step: number): Uint8Array => {
  check(rollups, start, step);
  const minima = rollups.map(({ min }) => min);
  const maxima = rollups.map(({ max }) => max);
  const sums = rollups.map(({ sum }) => sum);
  const digits = digitsOf([...minima, ...maxima, ...sums]);
  const whole = digits === null ? null : inWholes(rollups, minima, maxima, sums, digits);
  const sink: ByteSink = { bytes: new Uint8Array(16 + rollups.length * 40), at: 0 };
  sink.bytes[sink.at++] = whole === null ? DOUBLES : (digits ?? DOUBLES);
  putUnsigned(sink, rollups.length);
  putPlaces(sink, rollups, start, step);
  putDeltas(
    sink,
    rollups.map(({ count }) => count),
  );
  if (whole === null) for (const column of [minima, maxima, sums]) putDoubles(sink, column);
  else {
    putDeltas(sink, whole.minima);
    putRuns(sink, whole.ranges);
    putRuns(sink, whole.excesses);
  }
  return sink.bytes.slice(0, sink.at);
};

/** Unpacks what packRollups made with the same start and step, and hands on one after the other: a year of them is some 35,000, and as many
 * objects would cost more than the unpacking. Throws RangeError for bytes it did not make, as far as that can be seen. */
export const eachRollup = (
  bytes: Uint8Array,
  start: number,
  step: number,
  take: (at: number, min: number, max: number, sum: number, count: number) => void,
): void => {
  const source: ByteSource = { bytes, at: 1 };
  const kind = bytes[0] ?? 0;
  const count = takeUnsigned(source);
  if (count > LONGEST || (kind > 4 && kind !== DOUBLES)) throw new RangeError('The bytes are damaged.');
  const places = takeDeltas(source, count);
  const counts = takeDeltas(source, count);
  const doubles = kind === DOUBLES;
  const minima = doubles ? takeDoubles(source, count) : takeDeltas(source, count);
  const seconds = doubles ? takeDoubles(source, count) : takeRuns(source, count);
  const thirds = doubles ? takeDoubles(source, count) : takeRuns(source, count);
  if (source.at !== bytes.length) throw new RangeError('The bytes are damaged.');
  const scale = doubles ? 1 : 10 ** kind;
  let place = 0;
  for (let index = 0; index < count; index += 1) {
    place += places[index] as number;
    const [min, second, third] = [minima[index] as number, seconds[index] as number, thirds[index] as number];
    const many = counts[index] as number;
    const max = doubles ? second : (min + second) / scale;
    const sum = doubles ? third : (min * many + third) / scale;
    take(start + place * step, min / scale, max, sum, many);
  }
};

const check = (rollups: readonly Rollup[], start: number, step: number): void => {
  if (rollups.length > LONGEST) throw new RangeError('There are too many rollups for a block.');
  let before = start - step;
  for (const { at, min, max, sum, count } of rollups) {
    if (at <= before || at % step !== 0) throw new RangeError('Rollups must stand at steps that ascend.');
    if (!Number.isFinite(min + max + sum) || !(min <= max) || !Number.isInteger(count) || count < 1)
      throw new RangeError('A rollup must be of finite numbers.');
    before = at;
  }
};

/** The step from one place to the next changes only at a gap. */
const putPlaces = (sink: ByteSink, rollups: readonly Rollup[], start: number, step: number): void => {
  const steps = new Float64Array(rollups.length);
  let before = start;
  rollups.forEach(({ at }, index) => {
    steps[index] = (at - before) / step;
    before = at;
  });
  putDeltas(sink, steps);
};

/** Null where a sum is beyond what can be told in whole numbers. */
const inWholes = (
  rollups: readonly Rollup[],
  minima: readonly number[],
  maxima: readonly number[],
  sums: readonly number[],
  digits: number,
) => {
  const low = scaled(minima, digits);
  const ranges = scaled(maxima, digits).map((value, index) => value - (low[index] as number));
  const excesses = scaled(sums, digits).map(
    (value, index) => value - (low[index] as number) * (rollups[index]?.count ?? 0),
  );
  const tooLarge = (value: number) => Math.abs(value) >= MOST;
  return excesses.some(tooLarge) || low.some((value, index) => tooLarge(value * (rollups[index]?.count ?? 0)))
    ? null
    : { minima: low, ranges, excesses };
};
