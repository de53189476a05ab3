import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownNetworkOf } from './ownNetwork.ts';

const heard = fc.array(fc.record({ heard: fc.boolean() }), { maxLength: 5 });
const references = fc.array(fc.boolean(), { maxLength: 5 });

describe('M2 whether our own network works', () => {
  it('M2 is down only when nothing was heard and every reference failed', () => {
    fc.assert(
      fc.property(heard, references, (probes, reached) => {
        const silent = !probes.some((each) => each.heard) && !reached.includes(true);
        expect(ownNetworkOf(probes, reached)).toBe(silent ? (reached.length === 0 ? 'unknown' : 'down') : 'up');
      }),
    );
  });

  it('M2 is never called down without a reference', () => {
    fc.assert(fc.property(heard, (probes) => void expect(ownNetworkOf(probes, [])).not.toBe('down')));
  });
});
