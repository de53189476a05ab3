import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampPosition,
  type Extent,
  endPosition,
  isAtEnd,
  movePosition,
  type Position,
  positionAt,
  positionShowing,
  ROW,
  scrollTopOf,
  start,
  TRACK_MAX,
  trackHeight,
  visibleLines,
} from './virtualWindow.ts';

const plain = (total: number, viewport: number): Extent => ({ total, viewport, heightOf: () => ROW });
/** Wrapped lines: every line's height is a fixed one of 1 to 40 rows. */
const wrapped = (total: number, viewport: number, salt: number): Extent => ({
  total,
  viewport,
  heightOf: (line) => ROW * (1 + ((line * 7919 + salt) % (line % 11 === 0 ? 40 : 3))),
});
const viewport = fc.integer({ min: 1, max: 3_000 });
const extent: fc.Arbitrary<Extent> = fc.oneof(
  fc.tuple(fc.nat(200_000_000), viewport).map(([total, high]) => plain(total, high)),
  fc.tuple(fc.nat(2_000), viewport, fc.nat(100)).map(([total, high, salt]) => wrapped(total, high, salt)),
);
const placed: fc.Arbitrary<readonly [Extent, Position]> = fc
  .tuple(extent, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(ROW))
  .map(([each, share, offset]) => [each, clampPosition({ line: Math.floor(share * each.total), offset }, each)]);
const pixelsBetween = (low: Position, high: Position, { heightOf }: Extent) => {
  let sum = high.offset - low.offset;
  for (let line = low.line; line < high.line; line += 1) sum += heightOf(line);
  return sum;
};

describe('the scroll model of the log', () => {
  it('fills the view, or shows all when there is less', () => {
    fc.assert(
      fc.property(placed, ([each, position]) => {
        const { from, to } = visibleLines(position, each);
        let height = -position.offset;
        for (let line = from; line < to; line += 1) height += each.heightOf(line);
        if (position.line === 0 && position.offset === 0 && to === each.total) return;
        expect(height).toBeGreaterThanOrEqual(each.viewport);
      }),
    );
  });

  it('ends with the last line’s lower edge at the view’s', () => {
    fc.assert(
      fc.property(extent, (each) => {
        const end = endPosition(each);
        expect(isAtEnd(end, each)).toBe(true);
        expect(visibleLines(end, each).to).toBe(each.total);
        expect(clampPosition(end, each)).toEqual(end);
      }),
    );
  });

  it('reaches every line of two hundred million', () => {
    fc.assert(
      fc.property(placed, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), ([each, position], share) => {
        fc.pre(each.total > 0);
        const line = Math.floor(share * each.total);
        const { from, to } = visibleLines(positionShowing(line, position, each), each);
        expect(line).toBeGreaterThanOrEqual(from);
        expect(line).toBeLessThan(to);
      }),
    );
  });

  it('reaches every line by single rows down from the start, and back', () => {
    for (const each of [plain(300, 200), wrapped(120, 200, 5)]) {
      const seen = new Set<number>();
      let position = start;
      for (let step = 0; step < 20_000 && !isAtEnd(position, each); step += 1) {
        const { from, to } = visibleLines(position, each);
        for (let line = from; line < to; line += 1) seen.add(line);
        position = movePosition(position, ROW, each);
      }
      expect(isAtEnd(position, each)).toBe(true);
      for (let line = 0; line < visibleLines(position, each).from; line += 1) expect(seen.has(line)).toBe(true);
      for (let step = 0; step < 20_000 && position.line + position.offset > 0; step += 1)
        position = movePosition(position, -ROW, each);
      expect(position).toEqual(start);
    }
  });

  it('moves by exactly the pixels asked for until an end stops it', () => {
    fc.assert(
      fc.property(placed, fc.integer({ min: -5_000, max: 5_000 }), ([each, position], pixels) => {
        const next = movePosition(position, pixels, each);
        const [low, high] = pixels < 0 ? [next, position] : [position, next];
        const done = pixelsBetween(low, high, each);
        if (next.line + next.offset > 0 && !isAtEnd(next, each)) expect(done).toBeCloseTo(Math.abs(pixels), 6);
        else expect(done).toBeLessThanOrEqual(Math.abs(pixels));
      }),
    );
  });

  it('stays in bounds wherever it is sent', () => {
    fc.assert(
      fc.property(extent, fc.integer(), fc.integer(), fc.integer(), (each, line, offset, pixels) => {
        const position = movePosition(clampPosition({ line, offset }, each), pixels, each);
        expect(position.line).toBeGreaterThanOrEqual(0);
        expect(position.line).toBeLessThanOrEqual(Math.max(0, each.total - 1));
        expect(position.offset).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has a track that browsers can draw', () => {
    fc.assert(
      fc.property(extent, (each) => {
        expect(trackHeight(each)).toBeLessThanOrEqual(Math.max(TRACK_MAX, each.viewport));
        expect(trackHeight(each)).toBeGreaterThanOrEqual(each.viewport);
      }),
    );
  });

  it('comes back from the scroll bar to where it was, to a pixel of the track', () => {
    fc.assert(
      fc.property(placed, ([each, position]) => {
        const scrollTop = scrollTopOf(position, each);
        expect(scrollTop).toBeGreaterThanOrEqual(0);
        expect(scrollTop).toBeLessThanOrEqual(trackHeight(each) - each.viewport + 1e-6);
        const back = positionAt(scrollTop, each);
        expect(Math.abs(scrollTopOf(back, each) - scrollTop)).toBeLessThanOrEqual(1);
        expect(Math.abs(back.line - position.line)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is at the end when the scroll bar is, and further down when it is further down', () => {
    fc.assert(
      fc.property(
        extent,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (each, a, b) => {
          const room = trackHeight(each) - each.viewport;
          expect(positionAt(room, each)).toEqual(endPosition(each));
          const [high, low] = [positionAt(Math.min(a, b) * room, each), positionAt(Math.max(a, b) * room, each)];
          expect(low.line - high.line + (low.offset - high.offset) / 1e6).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('is the browser’s own scrolling as long as the track is not shortened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_000 }), viewport, fc.nat(8_000_000), (total, high, scrollTop) => {
        const each = plain(total, high);
        fc.pre(scrollTop < trackHeight(each) - high - 1);
        const position = positionAt(scrollTop, each);
        expect(position.line * ROW + position.offset).toBeCloseTo(scrollTop, 4);
      }),
    );
  });
});
