import { type ByteSink, type ByteSource, putUnsigned, takeUnsigned } from '../../../shared/monitor/packedIntegers.ts';

/** One sample of a scrape; `series` is the number of its series. */
export interface ScrapedSample {
  readonly series: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** Packs what one scrape brought, to be read back after a restart: some 10 bytes a sample where all were measured at the same moment. */
export const packScrape = (samples: readonly ScrapedSample[]): Uint8Array => {
  const sink: ByteSink = { bytes: new Uint8Array(samples.length * 24), at: 0 };
  const view = new DataView(sink.bytes.buffer);
  let last = 0;
  for (const { series, at, value } of samples) {
    putUnsigned(sink, series);
    const later = at - last;
    putUnsigned(sink, later < 0 ? -2 * later - 1 : 2 * later);
    last = at;
    view.setFloat64(sink.at, value, true);
    sink.at += 8;
  }
  return sink.bytes.subarray(0, sink.at);
};

/** Throws RangeError for damaged bytes. */
export const unpackScrape = (bytes: Uint8Array): readonly ScrapedSample[] => {
  const source: ByteSource = { bytes, at: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples: ScrapedSample[] = [];
  let at = 0;
  while (source.at < bytes.length) {
    const series = takeUnsigned(source);
    const later = takeUnsigned(source);
    at += later % 2 === 0 ? later / 2 : -(later + 1) / 2;
    samples.push({ series, at, value: view.getFloat64(source.at, true) });
    source.at += 8;
  }
  return samples;
};
