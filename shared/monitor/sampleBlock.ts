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

/** Samples as two columns of the same length. */
export interface SampleColumns {
  /** Whole milliseconds, each later than the one before. */
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Stands in the first byte where others have their digits: the values are doubles as they are. */
const DOUBLES = 255;
const LONGEST = 65_535;

/** Packs samples: times as deltas of deltas, values as deltas of whole numbers where all are decimals of at most four digits, else as
 * doubles of 8 bytes. Regular times take next to nothing, a quiet series two bytes in all.
 *
 * The shape follows Gorilla (Pelkonen et al., VLDB 2015) with bytes in the place of bits: a tenth longer, several times quicker here.
 * Throws RangeError for a value that is not finite, times that do not ascend, or more than 65,535 samples; -0 comes back as 0. */
export const packSamples = ({ times, values }: SampleColumns): Uint8Array => {
  check(times, values);
  const digits = digitsOf(values);
  const sink: ByteSink = { bytes: new Uint8Array(16 + values.length * 17), at: 0 };
  sink.bytes[sink.at++] = digits ?? DOUBLES;
  putUnsigned(sink, values.length);
  if (values.length > 0) {
    putUnsigned(sink, times[0] as number);
    putRuns(sink, deltas(deltas(times)));
  }
  if (digits === null) putDoubles(sink, values);
  else putRuns(sink, deltasFromZero(scaled(values, digits)));
  return sink.bytes.slice(0, sink.at);
};

/** Unpacks what packSamples made. Throws RangeError for bytes it did not make, as far as that can be seen. */
export const unpackSamples = (bytes: Uint8Array): { readonly times: Float64Array; readonly values: Float64Array } => {
  const source: ByteSource = { bytes, at: 1 };
  const kind = bytes[0] ?? 0;
  const count = takeUnsigned(source);
  if (count > LONGEST || (kind > 4 && kind !== DOUBLES)) throw new RangeError('The bytes are damaged.');
  const times = takeTimes(source, count);
  const values = kind === DOUBLES ? takeDoubles(source, count) : takeScaled(source, count, 10 ** kind);
  if (source.at !== bytes.length) throw new RangeError('The bytes are damaged.');
  return { times, values };
};

const check = (times: ArrayLike<number>, values: ArrayLike<number>): void => {
  if (times.length !== values.length || values.length > LONGEST) throw new RangeError('Columns do not fit a block.');
  let before = -1;
  for (let index = 0; index < values.length; index += 1) {
    const time = times[index] as number;
    if (!(time > before && time < MOST / 2 && Number.isInteger(time)))
      throw new RangeError('Times must be whole milliseconds that ascend.');
    if (!Number.isFinite(values[index])) throw new RangeError('A value must be finite.');
    before = time;
  }
};

/** One shorter than what it is given. */
const deltas = (values: ArrayLike<number>): Float64Array => {
  const differences = new Float64Array(Math.max(0, values.length - 1));
  for (let index = 1; index < values.length; index += 1)
    differences[index - 1] = (values[index] as number) - (values[index - 1] as number);
  // The first delta is kept whole: what follows is told against it.
  return differences;
};

const deltasFromZero = (values: Float64Array): Float64Array => {
  const differences = new Float64Array(values.length);
  let before = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    differences[index] = value - before;
    before = value;
  }
  return differences;
};

const takeTimes = (source: ByteSource, count: number): Float64Array => {
  const times = new Float64Array(count);
  if (count === 0) return times;
  let time = takeUnsigned(source);
  times[0] = time;
  const changes = takeRuns(source, count - 1);
  let delta = 0;
  for (let index = 1; index < count; index += 1) {
    delta += changes[index - 1] as number;
    time += delta;
    times[index] = time;
  }
  return times;
};

const takeScaled = (source: ByteSource, count: number, scale: number): Float64Array => {
  const values = takeRuns(source, count);
  let whole = 0;
  for (let index = 0; index < count; index += 1) {
    whole += values[index] as number;
    values[index] = whole / scale;
  }
  return values;
};

const putDoubles = (sink: ByteSink, values: ArrayLike<number>): void => {
  const view = new DataView(sink.bytes.buffer);
  for (let index = 0; index < values.length; index += 1) {
    view.setFloat64(sink.at, (values[index] as number) + 0, true);
    sink.at += 8;
  }
};

const takeDoubles = (source: ByteSource, count: number): Float64Array => {
  const { bytes } = source;
  if (source.at + count * 8 > bytes.length) throw new RangeError('The bytes are damaged.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    values[index] = view.getFloat64(source.at, true);
    source.at += 8;
  }
  return values;
};
