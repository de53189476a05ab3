import { describe, expect, it } from 'vitest';
import { formatShare } from './formatShare.ts';

describe('M2 a share of uptime', () => {
  it('M2 says 100 % only of all', () => {
    expect(formatShare(1)).toBe('100 %');
    expect(formatShare(0.99999)).toBe('99.99 %');
    expect(formatShare(0)).toBe('0.00 %');
  });
});
