import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepNames } from '../projects/environment.ts';
import type { RunnerEvent } from './runnerEvents.ts';
import { runProgress } from './runProgress.ts';

const planned = stepNames.map((name) => ({ name, title: name }));
const states = (events: readonly RunnerEvent[], status: Parameters<typeof runProgress>[2] = null) =>
  runProgress(planned, events, status).map((step) => step.state);

const begin = (step: (typeof stepNames)[number], at = 100, off = 7): RunnerEvent => ({ verb: 'begin', at, step, off });
const end = (step: (typeof stepNames)[number], rc = 0, at = 250): RunnerEvent => ({
  verb: 'end',
  at,
  step,
  rc,
  off: 20,
});
const exit = (reason: 'done' | 'failed' | 'cancelled', step: (typeof stepNames)[number], rc = 1): RunnerEvent => ({
  verb: 'exit',
  at: 300,
  rc,
  step,
  off: 20,
  reason,
});

describe('runProgress', () => {
  it('shows a run as it goes on', () => {
    expect(states([])).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting']);
    const going = [begin('preflight'), end('preflight'), begin('pull', 260, 20)];
    expect(states(going)).toEqual(['passed', 'running', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(runProgress(planned, going, null)[0]).toMatchObject({
      startedAt: 100,
      duration: 150,
      logOffset: 7,
      exitCode: 0,
    });
    expect(runProgress(planned, going, null)[1]).toMatchObject({
      startedAt: 260,
      duration: null,
      logOffset: 20,
      exitCode: null,
    });
  });

  it('skips what a failure left over', () => {
    expect(states([begin('preflight'), end('preflight', 3), exit('failed', 'preflight', 3)])).toEqual([
      'failed',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('names the step that was cancelled or interrupted', () => {
    const cancelled = [
      begin('preflight'),
      end('preflight'),
      begin('pull'),
      end('pull', 143),
      exit('cancelled', 'pull', 130),
    ];
    expect(states(cancelled).slice(0, 3)).toEqual(['passed', 'cancelled', 'skipped']);
    const going = [begin('preflight'), end('preflight'), begin('pull')];
    expect(states(going, { state: 'running', reason: null })[1]).toBe('running');
    expect(states(going, { state: 'interrupted', reason: null }).slice(1, 3)).toEqual(['interrupted', 'skipped']);
    expect(states(going, { state: 'exited', reason: 'cancelled' }).slice(1, 3)).toEqual(['interrupted', 'skipped']);
  });

  it('gives one step a planned step whatever the journal says, with times that make sense', () => {
    const event: fc.Arbitrary<RunnerEvent> = fc.oneof(
      fc.record({
        verb: fc.constant('begin' as const),
        at: fc.nat(),
        step: fc.constantFrom(...stepNames),
        off: fc.nat(),
      }),
      fc.record({
        verb: fc.constant('end' as const),
        at: fc.nat(),
        step: fc.constantFrom(...stepNames),
        rc: fc.nat(255),
        off: fc.nat(),
      }),
      fc.record({
        verb: fc.constant('exit' as const),
        at: fc.nat(),
        rc: fc.nat(255),
        step: fc.option(fc.constantFrom(...stepNames)),
        off: fc.nat(),
        reason: fc.constantFrom('done' as const, 'failed' as const, 'cancelled' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const steps = runProgress(planned, events, null);
        expect(steps.map((step) => step.name)).toEqual([...stepNames]);
        for (const step of steps) {
          expect(step.duration === null || step.duration >= 0).toBe(true);
          expect(step.state === 'waiting' || step.state === 'skipped').toBe(step.startedAt === null);
        }
        const over = events.some((each) => each.verb === 'exit');
        expect(steps.some((step) => step.state === 'waiting' || step.state === 'running') && over).toBe(false);
      }),
    );
  });
});
