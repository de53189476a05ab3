import { type ByteSink, type ByteSource, putRuns, takeRuns } from './packedIntegers.ts';

/** Writes whole numbers as the first one and the differences from each to the next. */
export const putDeltas = (sink: ByteSink, values: ArrayLike<number>): void => {
  const differences = new Float64Array(values.length);
  let before = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    differences[index] = value - before;
    before = value;
  }
  putRuns(sink, differences);
};

export const takeDeltas = (source: ByteSource, count: number): Float64Array => {
  const values = takeRuns(source, count);
  for (let index = 1; index < count; index += 1)
    values[index] = (values[index] as number) + (values[index - 1] as number);
  return values;
};

/** Writes doubles as they are, 8 bytes each; -0 as 0. */
export const putDoubles = (sink: ByteSink, values: ArrayLike<number>): void => {
  const view = new DataView(sink.bytes.buffer);
  for (let index = 0; index < values.length; index += 1) {
    view.setFloat64(sink.at, (values[index] as number) + 0, true);
    sink.at += 8;
  }
};

/** Throws RangeError where the bytes end too early. */
export const takeDoubles = (source: ByteSource, count: number): Float64Array => {
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
