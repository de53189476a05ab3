import { describe, expect, it, vi } from 'vitest';
import { joinQueries, type Reading } from './joinQueries.ts';

const reading = <Data>(part: Partial<Reading<Data>>): Reading<Data> => ({
  data: undefined,
  isError: false,
  error: null,
  isFetching: false,
  refetch: () => undefined,
  ...part,
});

describe('several readings as one', () => {
  it('are there once all are', () => {
    const one = reading({ data: 1 });
    expect(joinQueries({ one, two: reading<string>({}) }).data).toBeUndefined();
    expect(joinQueries({ one, two: reading({ data: 'b' }) }).data).toEqual({ one: 1, two: 'b' });
  });

  it('fail with the first that failed, and only what failed is read again', () => {
    const again = vi.fn();
    const fine = vi.fn();
    const joined = joinQueries({
      one: reading({ data: 1, refetch: fine }),
      two: reading({ isError: true, error: 'no', refetch: again }),
    });
    expect(joined.error).toBe('no');
    joined.refetch();
    expect(again).toHaveBeenCalledOnce();
    expect(fine).not.toHaveBeenCalled();
  });
});
