import { unpackSamples } from '../../../shared/monitor/sampleBlock.ts';
import type { Database } from '../db/database.ts';
import { blocksFrom, lastBlock } from './blockTable.ts';
import type { OpenSeries } from './openSeries.ts';

/** The newest sample of a series; null when there is none. */
export const lastSample = (
  db: Database,
  series: OpenSeries | null,
): { readonly at: number; readonly value: number } | null => {
  if (series === null) return null;
  const [at, value] = [series.times.at(-1), series.values.at(-1)];
  if (at !== undefined && value !== undefined) return { at, value };
  const { first } = lastBlock(db, series.id, 0);
  const [block] = first === null ? [] : blocksFrom(db, series.id, 0, first, first);
  if (block === undefined) return null;
  const { times, values } = unpackSamples(block.bytes);
  return { at: times.at(-1) ?? block.until, value: values.at(-1) ?? Number.NaN };
};
