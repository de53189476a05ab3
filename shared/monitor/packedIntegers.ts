/** Bytes being written; `at` is where the next one goes. The array must be long enough: a varint takes at most 8 bytes. */
export interface ByteSink {
  readonly bytes: Uint8Array;
  at: number;
}

/** Bytes being read, from `at` on. */
export interface ByteSource {
  readonly bytes: Uint8Array;
  at: number;
}

/** Integers up to this, in either direction, can be written as signed ones: twice as much is still exact in a double. */
export const MOST = 2 ** 51;

/** Writes a whole number from 0 to 2^53 - 1 in groups of seven bits, lowest first (LEB128): small numbers take one byte. */
export const putUnsigned = (sink: ByteSink, value: number): void => {
  const { bytes } = sink;
  let rest = value;
  while (rest > 0x7fffffff) {
    bytes[sink.at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest > 127) {
    bytes[sink.at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[sink.at++] = rest;
};

/** Throws RangeError where the bytes end too early, or say a number that was never written. */
export const takeUnsigned = (source: ByteSource): number => {
  const { bytes } = source;
  let byte = bytes[source.at++] ?? 256;
  if (byte < 128) return byte;
  let value = 0;
  let weight = 1;
  while (byte >= 128) {
    if (byte === 256 || weight > 2 ** 42) throw new RangeError('The bytes are damaged.');
    value += (byte & 127) * weight;
    weight *= 128;
    byte = bytes[source.at++] ?? 256;
  }
  return value + byte * weight;
};

/** Zigzag: 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4, so that small numbers are short whichever sign they have. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

/** Writes whole numbers from -MOST to MOST; a run of zeros takes two bytes, however long it is. */
export const putRuns = (sink: ByteSink, values: ArrayLike<number>): void => {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value !== 0) {
      putUnsigned(sink, zigzag(value));
      continue;
    }
    const first = index;
    while (values[index + 1] === 0) index += 1;
    putUnsigned(sink, 0);
    putUnsigned(sink, index - first);
  }
};

/** Reads what putRuns wrote; throws RangeError for damaged bytes. */
export const takeRuns = (source: ByteSource, count: number): Float64Array => {
  const values = new Float64Array(count);
  for (let index = 0; index < count; ) {
    const value = takeUnsigned(source);
    if (value !== 0) values[index++] = unzigzag(value);
    else index += takeUnsigned(source) + 1;
    if (index > count) throw new RangeError('The bytes are damaged.');
  }
  return values;
};
