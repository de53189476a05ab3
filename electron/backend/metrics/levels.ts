import { rollupSteps } from '../../../shared/monitor/bucketLength.ts';

/** What a block holds: samples as they were measured (0), one rollup a minute (1), one a quarter of an hour (2). */
export type Level = 0 | 1 | 2;

/** So many samples make a block at most, and a block of rollups spans so many steps: large enough that its head costs nothing, small enough that
 * one is decoded in some microseconds. An hour at 15 s. */
export const BLOCK = 240;
/** No block of samples spans more than this in milliseconds, however rare they are: so a block is found by where it begins. */
export const LONGEST_BLOCK = 6 * 3_600_000;

/** What a block of rollups spans, in milliseconds: 4 hours, and two and a half days. */
export const spans = { 1: BLOCK * rollupSteps.minute, 2: BLOCK * rollupSteps.quarter } as const;
export const steps = { 1: rollupSteps.minute, 2: rollupSteps.quarter } as const;

export const beginningOf = (at: number, span: number): number => Math.floor(at / span) * span;
