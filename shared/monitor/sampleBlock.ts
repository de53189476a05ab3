import { putDeltas, putDoubles, takeDeltas, takeDoubles } from './packedColumns.ts';
import { type ByteSink, type ByteSource, MOST, putUnsigned, takeUnsigned } from './packedIntegers.ts';
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
 * doubles of 8 bytes. Regular times take next to nothing, a value that stands still neither.
 *
 * The shape is that of Gorilla (Pelkonen et al., VLDB 2015) with bytes in the place of bits and integers in the place of XOR.
 * Throws RangeError for a value that is not finite, times that do not ascend, or more than 65,535 samples; -0 comes back as 0. */
export const packSamples = ({ times, values }: SampleColumns): Uint8Array => {
  check(times, values);
  const digits = digitsOf(values);
  const sink: ByteSink = { bytes: new Uint8Array(16 + values.length * 16), at: 0 };
  sink.bytes[sink.at++] = digits ?? DOUBLES;
  putUnsigned(sink, values.length);
  if (values.length > 0) putTimes(sink, times);
  if (digits === null) putDoubles(sink, values);
  else putDeltas(sink, scaled(values, digits));
  return sink.bytes.slice(0, sink.at);
};

/** Unpacks what packSamples made. Throws RangeError for bytes it did not make, as far as that can be seen. */
export const unpackSamples = (bytes: Uint8Array): { readonly times: Float64Array; readonly values: Float64Array } => {
  const source: ByteSource = { bytes, at: 1 };
  const kind = bytes[0] ?? 0;
  const count = takeUnsigned(source);
  if (count > LONGEST || (kind > 4 && kind !== DOUBLES)) throw new RangeError('The bytes are damaged.');
  const times = takeTimes(source, count);
  const values = kind === DOUBLES ? takeDoubles(source, count) : takeDeltas(source, count);
  if (source.at !== bytes.length) throw new RangeError('The bytes are damaged.');
  const scale = 10 ** kind;
  if (kind !== DOUBLES && kind > 0)
    for (let index = 0; index < count; index += 1) values[index] = (values[index] as number) / scale;
  return { times, values };
};

const check = (times: ArrayLike<number>, values: ArrayLike<number>): void => {
  if (times.length !== values.length || values.length > LONGEST)
    throw new RangeError('The columns do not fit a block.');
  let before = -1;
  for (let index = 0; index < values.length; index += 1) {
    const time = times[index] as number;
    if (!(time > before && time < MOST / 2 && Number.isInteger(time)))
      throw new RangeError('Times must be whole milliseconds that ascend.');
    if (!Number.isFinite(values[index])) throw new RangeError('A value must be finite.');
    before = time;
  }
};

const putTimes = (sink: ByteSink, times: ArrayLike<number>): void => {
  const steps = new Float64Array(times.length - 1);
  for (let index = 0; index < steps.length; index += 1)
    steps[index] = (times[index + 1] as number) - (times[index] as number);
  putUnsigned(sink, times[0] as number);
  putDeltas(sink, steps);
};

const takeTimes = (source: ByteSource, count: number): Float64Array => {
  const times = new Float64Array(count);
  if (count === 0) return times;
  let time = takeUnsigned(source);
  times[0] = time;
  const steps = takeDeltas(source, count - 1);
  for (let index = 1; index < count; index += 1) {
    time += steps[index - 1] as number;
    times[index] = time;
  }
  return times;
};
