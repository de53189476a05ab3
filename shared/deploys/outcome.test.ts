import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StepName, stepNames } from '../projects/environment.ts';
import { decideOutcome, type OutcomeInput, switchBegan } from './outcome.ts';
import { type HopProbe, Outcome } from './run.ts';
import type { RunnerStatus } from './runnerCommands.ts';
import { exitReasons, type RunnerEvent } from './runnerEvents.ts';

const status = (state: RunnerStatus['state'], more: Partial<RunnerStatus> = {}): RunnerStatus => ({
  state,
  exit: null,
  reason: null,
  step: null,
  logBytes: 0,
  eventsBytes: 0,
  cancelRequested: false,
  pruned: false,
  orphan: false,
  idleSeconds: null,
  stopped: false,
  detach: 'setsid',
  ...more,
});
const begin = (step: StepName): RunnerEvent => ({ verb: 'begin', at: 1, step, off: 0 });
const end = (step: StepName, rc = 0): RunnerEvent => ({ verb: 'end', at: 2, step, rc, off: 0 });
const fact = (step: StepName, name: string, value: string): RunnerEvent => ({ verb: 'fact', at: 2, step, name, value });
const exit = (reason: (typeof exitReasons)[number], step: StepName | null, rc: number): RunnerEvent => ({
  verb: 'exit',
  at: 3,
  rc,
  step,
  off: 0,
  reason,
});
/** Whole steps up to, not including, `until`. */
const stepsBefore = (until: StepName | 'end'): readonly RunnerEvent[] =>
  (until === 'end' ? stepNames : stepNames.slice(0, stepNames.indexOf(until))).flatMap((name) => [
    begin(name),
    end(name),
  ]);
const whole = [...stepsBefore('end'), exit('done', 'health', 0)];
const probe = (hop: HopProbe['hop'], verdict: HopProbe['verdict']): HopProbe => ({
  hop,
  url: `https://${hop}.shop.example/health`,
  verdict,
  status: null,
  duration: null,
  detail: 'said so',
  at: 5,
});
const decide = (events: readonly RunnerEvent[], more: Partial<OutcomeInput> = {}) =>
  decideOutcome({ events, status: null, cancelRequested: false, probes: [], now: 9, ...more });

describe('D4 the outcome', () => {
  it('is open while the run goes on', () => {
    expect(decide([])).toBeNull();
    expect(decide(stepsBefore('health'))).toBeNull();
    expect(decide(stepsBefore('sync'), { status: status('running') })).toBeNull();
  });

  it('is a success when every step and the exit say so', () => {
    expect(decide(whole)).toMatchObject({ kind: 'succeeded', cause: null, act: null });
    expect(decide(whole, { probes: [probe('app', 'up'), probe('nginx', 'up'), probe('public', 'up')] })).toMatchObject({
      kind: 'succeeded',
    });
  });

  it('is no success when the public path is down from here, and one with a word when it cannot be asked', () => {
    expect(decide(whole, { probes: [probe('app', 'up'), probe('public', 'down')] })).toMatchObject({
      kind: 'failed-after-switch',
      cause: 'public-path-down',
      reason: expect.stringContaining('https://public.shop.example/health'),
    });
    expect(decide(whole, { probes: [probe('app', 'down'), probe('public', 'down')] })).toMatchObject({
      cause: 'path-down',
    });
    expect(decide(whole, { probes: [probe('public', 'unknown')] })).toMatchObject({
      kind: 'succeeded',
      reason: expect.stringContaining('could not be checked from here'),
      act: expect.any(String),
    });
  });

  it('is never a success on an incomplete journal', () => {
    for (const missing of stepNames)
      expect(
        decide(whole.filter((event) => !('step' in event && event.step === missing && event.verb === 'end'))),
      ).toMatchObject({
        kind: 'unknown',
        cause: 'journal-incomplete',
      });
    expect(decide([], { status: status('exited', { exit: 0, reason: 'done', step: 'health' }) })).toMatchObject({
      kind: 'unknown',
    });
  });

  it('speaks of a failure in the words of its cause, with the step’s facts', () => {
    const failed = [
      begin('preflight'),
      fact('preflight', 'cause', 'dirty-tree'),
      fact('preflight', 'path', '/srv/shop'),
      fact('preflight', 'count', '3'),
      end('preflight', 1),
      exit('failed', 'preflight', 1),
    ];
    expect(decide(failed)).toEqual({
      kind: 'failed-before-switch',
      step: 'preflight',
      cause: 'dirty-tree',
      reason: 'The checkout /srv/shop has 3 changed files; the log names them.',
      act: 'Commit or undo what was changed there by hand: git -C /srv/shop status',
      left: 'Nothing was changed; the app runs as before.',
    });
    expect(
      decide([...stepsBefore('pull'), begin('pull'), end('pull', 137), exit('failed', 'pull', 137)]),
    ).toMatchObject({
      kind: 'failed-before-switch',
      cause: 'step-killed',
      reason: 'Step pull was killed by signal 9.',
    });
    expect(
      decide([begin('pull'), fact('pull', 'cause', '__proto__'), end('pull', 2), exit('failed', 'pull', 2)]),
    ).toMatchObject({
      cause: 'step-failed',
    });
  });

  it('knows whether the app folder was touched', () => {
    const sync = (...events: readonly RunnerEvent[]) => decide([...stepsBefore('sync'), begin('sync'), ...events]);
    expect(sync(end('sync', 1), exit('failed', 'sync', 1))).toMatchObject({ kind: 'failed-before-switch' });
    expect(sync(fact('sync', 'switch', 'begun'), end('sync', 1), exit('failed', 'sync', 1))).toMatchObject({
      kind: 'failed-after-switch',
      left: expect.stringContaining('mixture'),
    });
    expect(
      decide([...stepsBefore('restart'), begin('restart'), end('restart', 1), exit('failed', 'restart', 1)]),
    ).toMatchObject({
      kind: 'failed-after-switch',
      left: expect.stringContaining('The new files are in the app folder'),
    });
    expect(decide([...stepsBefore('restart'), exit('cancelled', 'sync', 130)])).toMatchObject({
      kind: 'cancelled',
      left: 'The new files are in the app folder; the app was not restarted.',
    });
  });

  it('names who holds the lock', () => {
    const locked: RunnerEvent = { verb: 'locked', at: 1, owner: '01HZ', actor: 'ann@laptop', since: 1, step: 'sync' };
    expect(decide([locked, exit('locked', null, 75)])).toMatchObject({
      kind: 'failed-before-switch',
      cause: 'locked',
      reason: 'Another run holds the environment: ann@laptop, run 01HZ.',
    });
  });

  it('tells a time limit, a fence and an interruption', () => {
    expect(
      decide([...stepsBefore('sync'), begin('sync'), end('sync', 124), exit('timeout', 'sync', 124)]),
    ).toMatchObject({ cause: 'step-timeout' });
    expect(decide([...stepsBefore('restart'), exit('fenced', 'sync', 76)])).toMatchObject({
      kind: 'failed-after-switch',
      cause: 'fenced',
    });
    expect(
      decide([...stepsBefore('sync'), begin('sync')], { status: status('interrupted', { step: 'sync' }) }),
    ).toMatchObject({
      kind: 'interrupted',
      step: 'sync',
      left: expect.stringContaining('mixture'),
    });
  });

  it('believes the status where the journal that is here stops earlier', () => {
    expect(decide([begin('preflight')], { status: status('interrupted', { step: 'restart' }) })).toMatchObject({
      kind: 'interrupted',
      step: 'restart',
      left: expect.stringContaining('new files are in the app folder'),
    });
    expect(decide([], { status: status('exited', { exit: 1, reason: 'failed', step: 'sync' }) })).toMatchObject({
      kind: 'failed-after-switch',
    });
    expect(decide([], { status: status('exited', { exit: 130, reason: 'cancelled', step: 'pull' }) })).toMatchObject({
      kind: 'cancelled',
    });
  });

  it('tells a run that never began from one whose record is gone', () => {
    expect(decide([], { status: status('absent') })).toMatchObject({
      kind: 'failed-before-switch',
      cause: 'never-started',
    });
    expect(decide([], { status: status('absent'), cancelRequested: true })).toMatchObject({ kind: 'cancelled' });
    expect(decide([], { status: status('prepared') })).toMatchObject({
      kind: 'failed-before-switch',
      cause: 'not-launched',
    });
    expect(decide([], { status: status('prepared'), cancelRequested: true })).toMatchObject({ kind: 'cancelled' });
    expect(decide([], { status: status('absent', { pruned: true }) })).toMatchObject({
      kind: 'unknown',
      cause: 'record-gone',
    });
    expect(decide([begin('preflight')], { status: status('absent') })).toMatchObject({
      kind: 'unknown',
      cause: 'record-gone',
    });
  });
});

const anyStep = fc.constantFrom(...stepNames);
const anyRc = fc.constantFrom(0, 0, 0, 1, 75, 76, 124, 130, 137, 143, 255);
const anyEvent: fc.Arbitrary<RunnerEvent> = fc.oneof(
  fc.record({
    verb: fc.constant('started' as const),
    at: fc.nat(),
    id: fc.string(),
    app: fc.string(),
    epoch: fc.nat(),
    boot: fc.string(),
  }),
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant('begin' as const), at: fc.nat(), step: anyStep, off: fc.nat() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant('end' as const), at: fc.nat(), step: anyStep, rc: anyRc, off: fc.nat() }),
  },
  fc.record({
    verb: fc.constant('fact' as const),
    at: fc.nat(),
    step: anyStep,
    name: fc.constantFrom('cause', 'switch', 'path', '__proto__', 'constructor'),
    value: fc.oneof(fc.constantFrom('begun', 'dirty-tree', 'constructor', '{path}'), fc.string()),
  }),
  fc.record({
    verb: fc.constant('locked' as const),
    at: fc.nat(),
    owner: fc.string(),
    actor: fc.string(),
    since: fc.nat(),
    step: fc.option(anyStep),
  }),
  fc.record({ verb: fc.constant('fenced' as const), at: fc.nat(), epoch: fc.nat() }),
  fc.record({
    verb: fc.constant('exit' as const),
    at: fc.nat(),
    rc: anyRc,
    step: fc.option(anyStep),
    off: fc.nat(),
    reason: fc.constantFrom(...exitReasons),
  }),
);
/** Half of them honest: a run that was cut or ended somewhere; half of them anything. */
const anyJournal: fc.Arbitrary<readonly RunnerEvent[]> = fc.oneof(
  fc
    .record({
      length: fc.nat(13),
      last: fc.constantFrom(...exitReasons),
      rc: anyRc,
      noise: fc.array(anyEvent, { maxLength: 2 }),
    })
    .map(({ length, last, rc, noise }) => {
      const events = stepsBefore('end').slice(0, length);
      return length === 13 ? [...events, exit(last, 'health', rc), ...noise] : [...events, ...noise];
    }),
  fc.array(anyEvent, { maxLength: 16 }),
);
const anyStatus: fc.Arbitrary<RunnerStatus | null> = fc.option(
  fc
    .record({
      state: fc.constantFrom(
        'absent' as const,
        'prepared' as const,
        'running' as const,
        'exited' as const,
        'interrupted' as const,
      ),
      exit: fc.option(anyRc),
      reason: fc.option(fc.constantFrom(...exitReasons)),
      step: fc.option(anyStep),
      pruned: fc.boolean(),
    })
    .map(({ state, ...more }) => status(state, more)),
);
const anyProbes = fc.array(
  fc
    .record({
      hop: fc.constantFrom('app' as const, 'nginx' as const, 'public' as const),
      verdict: fc.constantFrom('up' as const, 'down' as const, 'unknown' as const),
    })
    .map(({ hop, verdict }) => probe(hop, verdict)),
  { maxLength: 3 },
);
const anyInput: fc.Arbitrary<OutcomeInput> = fc.record({
  events: anyJournal,
  status: anyStatus,
  cancelRequested: fc.boolean(),
  probes: anyProbes,
  now: fc.nat(),
});
const many = { numRuns: 5_000 };

describe('D4 an outcome cannot lie', () => {
  it('is a whole outcome or none for any input', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const outcome = decideOutcome(input);
        if (outcome === null) return;
        Outcome.parse(outcome);
        expect(outcome.reason).not.toMatch(/[{}]step|\{where\}/);
        expect(outcome.left).not.toBe('');
      }),
      many,
    );
  });

  it('never says succeeded without a good exit event and a good end of every step before it, nor with a probe down', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        if (decideOutcome(input)?.kind !== 'succeeded') return;
        const at = input.events.findIndex((event) => event.verb === 'exit');
        const last = input.events[at];
        expect(last).toMatchObject({ verb: 'exit', rc: 0, reason: 'done' });
        for (const name of stepNames)
          expect(
            input.events.slice(0, at).some((event) => event.verb === 'end' && event.step === name && event.rc === 0),
          ).toBe(true);
        expect(input.probes.every((each) => each.verdict !== 'down')).toBe(true);
      }),
      many,
    );
  });

  it('never says failed-before-switch once the switch began, wherever the run was cut', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const at = input.events.findIndex((event) => event.verb === 'exit');
        const before = at < 0 ? input.events : input.events.slice(0, at + 1);
        if (switchBegan(before)) expect(decideOutcome(input)?.kind).not.toBe('failed-before-switch');
      }),
      many,
    );
    for (let length = stepsBefore('sync').length + 1; length <= stepsBefore('end').length; length += 1)
      for (const state of ['interrupted', 'exited'] as const) {
        const outcome = decide(stepsBefore('end').slice(0, length), {
          status: status(state, { exit: 137, reason: 'failed' }),
        });
        expect(outcome?.kind).not.toBe('failed-before-switch');
        expect(outcome?.kind).not.toBe('succeeded');
      }
  });

  it('stays what it was when more lines come', () => {
    fc.assert(
      fc.property(anyInput, fc.array(anyEvent, { maxLength: 5 }), (input, more) => {
        const outcome = decideOutcome({ ...input, status: null });
        if (outcome === null) return;
        expect(decideOutcome({ ...input, status: null, events: [...input.events, ...more] })).toEqual(outcome);
        expect(decideOutcome({ ...input, status: status('interrupted'), now: input.now + 1 })).toEqual(outcome);
      }),
      many,
    );
  });

  it('is open only while the target says running or nothing at all', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const over = input.events.some((event) => event.verb === 'exit');
        const asked = input.status !== null && input.status.state !== 'running';
        expect(decideOutcome(input) === null).toBe(!over && !asked);
      }),
      many,
    );
  });
});
