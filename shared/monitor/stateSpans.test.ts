import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HopState } from './hop.ts';
import { nextStretch, type SpanReading, type Stretch } from './stateSpans.ts';
import { uptimeOf } from './uptimeOf.ts';

const states: readonly HopState[] = ['up', 'degraded', 'down', 'unknown'];
const anyReadings = fc
  .array(fc.tuple(fc.constantFrom(...states), fc.integer({ min: -50, max: 200 })), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let at = 10_000;
    return steps.map(([state, step]): SpanReading => {
      at += step;
      return { state, cause: '', detail: state, at };
    });
  });
const REACH = 100;

/** All stretches of a run of readings; the last one ends at its newest reading. */
const build = (readings: readonly SpanReading[]) => {
  const spans: { state: HopState; from: number; to: number }[] = [];
  let open: Stretch | null = null;
  for (const reading of readings) {
    const step = nextStretch(open, reading, REACH);
    if (step.ended !== null) spans.push(step.ended);
    open = step.open;
  }
  if (open !== null) spans.push({ ...open, to: open.seen });
  return spans;
};

describe('M1 spans of one state', () => {
  it('M1 goes on while readings agree, and a change is dated to the reading that saw it', () => {
    const at = (state: HopState, time: number): SpanReading => ({ state, cause: '', detail: '', at: time });
    expect(build([at('up', 0), at('up', 50), at('down', 100), at('down', 150)])).toMatchObject([
      { state: 'up', from: 0, to: 100 },
      { state: 'down', from: 100, to: 150 },
    ]);
  });

  it('M1 begins anew when the same state has another cause', () => {
    const open = nextStretch(null, { state: 'down', cause: 'nginx', detail: 'a', at: 0 }, REACH).open;
    const step = nextStretch(open, { state: 'down', cause: 'app', detail: 'b', at: 10 }, REACH);
    expect(step).toMatchObject({ ended: { cause: 'nginx', to: 10 }, open: { cause: 'app', from: 10 } });
  });

  it('M2 leaves the time without readings to no span', () => {
    const at = (time: number): SpanReading => ({ state: 'up', cause: '', detail: '', at: time });
    expect(build([at(0), at(50), at(5_000), at(5_050)])).toMatchObject([
      { from: 0, to: 50 },
      { from: 5_000, to: 5_050 },
    ]);
  });

  it('M2 never overlaps, never runs backwards, and covers no gap longer than its reach while the clock runs forwards', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const spans = build(readings);
        for (const { from, to } of spans) expect(to).toBeGreaterThanOrEqual(from);
        const forwards = readings.every((each, n) => n === 0 || each.at >= (readings[n - 1]?.at ?? 0));
        if (!forwards) return;
        for (const [n, span] of spans.entries())
          if (n > 0) expect(span.from).toBeGreaterThanOrEqual(spans[n - 1]?.to ?? 0);
        const covered = spans.reduce((sum, { from, to }) => sum + to - from, 0);
        const watched = readings.reduce((sum, each, n) => {
          const gap = each.at - (readings[n - 1]?.at ?? each.at);
          return sum + (gap > REACH ? 0 : gap);
        }, 0);
        expect(covered).toBe(watched);
      }),
    );
  });
});

describe('M2 uptime', () => {
  const span = (state: HopState, from: number, to: number | null) => ({ state, from, to });

  it('M2 leaves unknown time and gaps out of both sums', () => {
    const spans = [span('up', 0, 600), span('unknown', 600, 800), span('down', 900, 1_000)];
    expect(uptimeOf(spans, { from: 0, to: 1_000 }, 1_000)).toEqual({ watched: 700, up: 600, ratio: 600 / 700 });
  });

  it('M2 has no ratio for time nobody watched', () => {
    expect(uptimeOf([span('unknown', 0, null)], { from: 0, to: 100 }, 100)).toEqual({ watched: 0, up: 0, ratio: null });
  });

  it('M2 counts an open span until now, and nothing beyond the window', () => {
    expect(uptimeOf([span('up', 0, null)], { from: 50, to: 1_000 }, 200)).toEqual({ watched: 150, up: 150, ratio: 1 });
  });

  it('M2 counts no time twice when the clock was set back', () => {
    const spans = [span('up', 0, 600), span('down', 200, 500), span('up', 500, 800)];
    expect(uptimeOf(spans, { from: 0, to: 1_000 }, 1_000)).toEqual({ watched: 800, up: 800, ratio: 1 });
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const spans = build(readings).toSorted((a, b) => a.from - b.from);
        const { watched, up } = uptimeOf(spans, { from: 9_000, to: 20_000 }, 20_000);
        expect(watched).toBeLessThanOrEqual(11_000);
        expect(up).toBeLessThanOrEqual(watched);
      }),
    );
  });

  it('M2 adds up over neighbouring windows and never exceeds them', () => {
    fc.assert(
      fc.property(anyReadings, fc.integer({ min: 9_000, max: 14_000 }), (readings, cut) => {
        const spans = build(readings.toSorted((a, b) => a.at - b.at));
        const [whole, left, right] = [
          uptimeOf(spans, { from: 9_000, to: 20_000 }, 20_000),
          uptimeOf(spans, { from: 9_000, to: cut }, 20_000),
          uptimeOf(spans, { from: cut, to: 20_000 }, 20_000),
        ];
        expect(left.watched + right.watched).toBe(whole.watched);
        expect(left.up + right.up).toBe(whole.up);
        expect(whole.watched).toBeLessThanOrEqual(11_000);
        expect(whole.up).toBeLessThanOrEqual(whole.watched);
      }),
    );
  });
});
