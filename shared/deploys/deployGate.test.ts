import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Revision } from '../ids.ts';
import { QaRunId } from '../qa/qaRun.ts';
import { ChangeId } from '../reviews/change.ts';
import { type Answer, type DeployGateFacts, type GatedChange, judgeDeploy } from './deployGate.ts';

const revision = (digit: number) => Revision.parse(digit.toString(16).repeat(40).slice(0, 40));

const changeId = ChangeId.parse('00000000-0000-4000-8000-0000000000e1');

const answer = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Answer<Value>> =>
  fc.oneof(
    value.map((each) => ({ ok: true as const, value: each })),
    fc.constant({ ok: false as const, reason: 'the clone is damaged' }),
  );
const commit = fc.integer({ min: 0, max: 15 }).map(revision);
const change: fc.Arbitrary<GatedChange> = fc.record({
  id: fc.constant(changeId),
  title: fc.string(),
  item: fc.constant(null),
  revisions: fc.array(commit, { maxLength: 4 }),
  state: fc.constantFrom('satisfied', 'unsatisfied', 'overridden', 'not-applicable', 'error'),
  open: fc.array(fc.string(), { maxLength: 3 }),
});
const qaRun = fc.record({
  id: fc.constant(QaRunId.parse('00000000-0000-4000-8000-000000000001')),
  name: fc.string(),
  state: fc.constantFrom('running', 'finished', 'abandoned'),
  counts: fc.record({
    pass: fc.nat(9),
    fail: fc.nat(9),
    blocked: fc.nat(9),
    'not-run': fc.nat(9),
    requiredOpen: fc.nat(2),
  }),
  endedAt: fc.constant(null),
  open: fc.constant<string[]>([]),
});
const facts: fc.Arbitrary<DeployGateFacts> = fc.record({
  tier: fc.constantFrom('staging', 'production', 'other'),
  gated: fc.boolean(),
  untracked: fc.constantFrom('warn', 'stop'),
  revision: fc.constant(revision(1)),
  commits: fc.uniqueArray(commit, { maxLength: 8 }),
  truncated: fc.boolean(),
  first: fc.boolean(),
  changes: answer(fc.array(change, { maxLength: 4 })),
  qa: answer(fc.oneof(fc.constant(null), qaRun).map((run) => ({ revision: revision(1), run }))),
});

const stopsOf = (given: DeployGateFacts) => judgeDeploy(given).concerns.filter(({ level }) => level === 'stop');

/** Written a second time, in the words of the promise. */
const isOpen = ({ changes, qa, commits, untracked, truncated, first }: DeployGateFacts): boolean => {
  if (!changes.ok || !qa.ok) return true;
  if (changes.value.some(({ state }) => state === 'unsatisfied' || state === 'error')) return true;
  const lost = commits.some((each) => !changes.value.some(({ revisions }) => revisions.includes(each)));
  if (lost && untracked === 'stop') return true;
  if (truncated && !first) return true;
  return qa.value.run?.state !== 'finished' || qa.value.run.counts.requiredOpen > 0;
};

const clean: DeployGateFacts = {
  tier: 'production',
  gated: true,
  untracked: 'warn',
  revision: revision(1),
  commits: [revision(1)],
  truncated: false,
  first: false,
  changes: {
    ok: true,
    value: [{ id: changeId, title: 'Log in', item: null, revisions: [revision(1)], state: 'satisfied', open: [] }],
  },
  qa: {
    ok: true,
    value: {
      revision: revision(1),
      run: {
        id: QaRunId.parse('00000000-0000-4000-8000-000000000001'),
        name: 'Candidate 1',
        state: 'finished',
        counts: { pass: 2, fail: 0, blocked: 0, 'not-run': 0, requiredOpen: 0 },
        endedAt: 5,
        open: [],
      },
    },
  },
};

describe('the deploy gate', () => {
  it('T1 T2 stops a deploy to production exactly when something is open or could not be judged', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const on = given.gated && given.tier === 'production';
        expect(judgeDeploy(given).on).toBe(on);
        expect(stopsOf(given).length > 0).toBe(on && isOpen(given));
      }),
      { numRuns: 2_000 },
    );
  });

  it('T1 never passes what it could not judge', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('changes', 'qa'), (given, broken) => {
        const failed = {
          ...given,
          tier: 'production' as const,
          gated: true,
          [broken]: { ok: false, reason: 'it fell over' },
        };
        expect(stopsOf(failed).some(({ message }) => message.includes('it fell over'))).toBe(true);
      }),
    );
  });

  it('T2 says nothing of a deploy that is in order', () => {
    expect(judgeDeploy(clean)).toMatchObject({ on: true, concerns: [], untracked: [] });
  });

  it('T2 names what is open', () => {
    const open: DeployGateFacts = {
      ...clean,
      commits: [revision(1), revision(2)],
      changes: {
        ok: true,
        value: [
          {
            id: changeId,
            title: 'Log in',
            item: null,
            revisions: [revision(1)],
            state: 'unsatisfied',
            open: ['2 approvals'],
          },
        ],
      },
      qa: { ok: true, value: { revision: revision(1), run: null } },
    };
    expect(judgeDeploy(open).concerns.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'stop: “Log in” was merged with its gate open: 2 approvals.',
      'warning: 1 commit belongs to no reviewed change: 2222222.',
      'stop: 1111111 has no QA run.',
    ]);
  });

  it('T2 only shows what is known of staging', () => {
    const staging = judgeDeploy({
      ...clean,
      tier: 'staging',
      qa: { ok: true, value: { revision: revision(1), run: null } },
    });
    expect(staging).toMatchObject({ on: false, concerns: [], changes: [{ title: 'Log in' }] });
  });
});
