import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChecks, worstCheck } from './readChecks.ts';
import { readReviews } from './readReviews.ts';

const review = (login: string, state: string) => ({ user: { login }, state, commit_id: 'a'.repeat(40) });

describe('readReviews', () => {
  it('T3 takes the last word of each reviewer; a comment changes nothing, a dismissal takes back', () => {
    const read = readReviews([
      review('one', 'APPROVED'),
      review('two', 'CHANGES_REQUESTED'),
      review('one', 'COMMENTED'),
      review('three', 'APPROVED'),
      review('three', 'DISMISSED'),
      review('two', 'APPROVED'),
      { user: null, state: 'APPROVED', commit_id: null },
    ]);
    expect(read.map(({ login, state }) => [login, state])).toEqual([
      ['one', 'approved'],
      ['two', 'approved'],
    ]);
  });
});

describe('readChecks', () => {
  it('T5 takes no unknown word for passed', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), fc.string(), (status, conclusion, state) => {
        const checks = readChecks([{ name: 'run', status, conclusion }], [{ context: 'status', state }]);
        const known = ['success', 'neutral', 'skipped'];
        expect(checks[0]?.state === 'passed').toBe(status === 'completed' && known.includes(conclusion ?? ''));
        expect(checks[1]?.state === 'passed').toBe(state === 'success');
      }),
    );
  });
  it('T5 says the worst', () => {
    expect(worstCheck([])).toBeNull();
    expect(
      worstCheck([
        { name: 'a', state: 'passed' },
        { name: 'b', state: 'running' },
      ]),
    ).toBe('running');
    expect(
      worstCheck([
        { name: 'a', state: 'failed' },
        { name: 'b', state: 'running' },
      ]),
    ).toBe('failed');
  });
});
