import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkerFilter } from './markerFilter.ts';

describe('createMarkerFilter', () => {
  it('gives exactly what stands behind the first marker line, however it is sliced', () => {
    const text = fc.string({ unit: fc.constantFrom('m', 'k', '\n', ' ', '7', '$'), maxLength: 40 });
    fc.assert(
      fc.property(text, text, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }), (before, after, slices) => {
        fc.pre(!/mk \d+\n/.test(before));
        const whole = Buffer.from(`${before}mk 4711\n${after}`);
        const filter = createMarkerFilter('mk');
        const out: Buffer[] = [];
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const size = slices[turn % slices.length] ?? 1;
          const piece = filter.push(whole.subarray(at, at + size));
          if (piece !== null) out.push(piece);
          at += size;
        }
        expect(filter.pid()).toBe(4711);
        expect(Buffer.concat(out).toString()).toBe(after);
      }),
    );
  });

  it('keeps the beginning of what came before, and not all of it', () => {
    const filter = createMarkerFilter('mk');
    expect(filter.push(Buffer.from('This account is not available.\n'))).toBeNull();
    expect(filter.push(Buffer.alloc(100_000, 'x'))).toBeNull();
    expect(filter.pid()).toBeNull();
    expect(filter.before()).toMatch(/^This account is not available\.\nx+$/);
    expect(filter.before()).toHaveLength(400);
  });
});
