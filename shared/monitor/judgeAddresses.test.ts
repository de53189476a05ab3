import { describe, expect, it } from 'vitest';
import { judgeAddresses } from './judgeAddresses.ts';

describe('M1 what a name resolves to', () => {
  it('M1 takes any address when none is expected', () => {
    expect(judgeAddresses(['203.0.113.7'], [])).toEqual({ state: 'up', detail: 'resolves to 203.0.113.7' });
  });
  it('M1 is down when it leads elsewhere, and when it leads nowhere', () => {
    expect(judgeAddresses(['203.0.113.7'], ['203.0.113.1'])).toEqual({
      state: 'down',
      detail: 'resolves to 203.0.113.7, expected 203.0.113.1',
    });
    expect(judgeAddresses([], []).state).toBe('down');
  });
  it('M1 is degraded when a part of the users is led elsewhere', () => {
    expect(judgeAddresses(['203.0.113.1', '203.0.113.7'], ['203.0.113.1'])).toEqual({
      state: 'degraded',
      detail: 'resolves to 203.0.113.1, 203.0.113.7, of which 203.0.113.7 is not expected',
    });
  });
  it('M1 may resolve to some of several expected addresses', () => {
    expect(judgeAddresses(['203.0.113.1'], ['203.0.113.1', '203.0.113.2']).state).toBe('up');
  });
});
