import { describe, expect, it } from 'vitest';
import { formatBytes } from './formatBytes.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [262_144, '262 kB'],
    [102_888_988, '103 MB'],
    [5e15, '5000 TB'],
  ])('reads %i bytes as "%s"', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
