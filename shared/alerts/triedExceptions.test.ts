import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seenAgain } from '../monitor/exceptionGroup.ts';
import { exceptionOpens } from './exceptionReading.ts';
import { triedExceptions } from './triedExceptions.ts';

type Life = Parameters<typeof seenAgain>[0];
type Step = 'seen' | 'resolve';

/** What a rule that was there would have opened by, and what is kept of it all in the end. */
const live = (steps: readonly Step[]) => {
  let life: Life | null = null;
  const events: { readonly event: 'new' | 'regressed' | 'again'; readonly at: number }[] = [];
  for (const [index, step] of steps.entries()) {
    const at = (index + 1) * 1_000;
    const before = life as Life | null;
    if (step === 'resolve') {
      if (before !== null) life = { ...before, state: 'resolved', resolvedAt: at };
      continue;
    }
    const fresh: Life = {
      count: 1,
      firstSeen: at,
      lastSeen: at,
      state: 'open',
      resolvedAt: null,
      regressions: 0,
      regressedAt: null,
    };
    const after: Life = before === null ? fresh : seenAgain(before, at);
    const back = before !== null && after.regressions > before.regressions;
    events.push({ event: before === null ? 'new' : back ? 'regressed' : 'again', at });
    life = after;
  }
  return { life, events };
};

it('M3 finds the first time and the last return that a rule would have opened by, and says so when there were more', () => {
  const steps = fc.array(fc.constantFrom<Step>('seen', 'seen', 'resolve'), { maxLength: 25 });
  const event = fc.constantFrom('new' as const, 'regressed' as const, 'either' as const);
  fc.assert(
    fc.property(steps, event, fc.nat(26), (given, wanted, begin) => {
      const { life, events } = live(given);
      const window = { from: begin * 1_000, to: 30_000 };
      const condition = { kind: 'exception', event: wanted, count: 1, minutes: 1 } as const;
      const opened = events
        .filter((each) => exceptionOpens(condition, { ...each, late: false }, []) && each.at >= window.from)
        .map(({ at }) => at);
      const past = life === null ? [] : [{ ...life, title: 'A', message: '' }];
      const { alerts, note } = triedExceptions(condition, past, window);
      const found = alerts.map(({ from }) => from);
      expect(opened).toEqual(expect.arrayContaining(found));
      if (note === null) expect(found).toEqual(opened);
      for (const { from, to } of alerts) expect(to ?? window.to).toBeGreaterThanOrEqual(from);
    }),
  );
});
