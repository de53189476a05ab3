import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, checklistCategories, machineChecks } from './condition.ts';
import { defaultRequirements } from './defaultRequirements.ts';
import type { Fact, GateFacts, Verdict } from './gateFacts.ts';
import { judgeGate, judgeRequirement } from './judgeGate.ts';
import { Requirement } from './requirement.ts';

const factOf = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Fact<Value>> =>
  fc.oneof(
    { weight: 6, arbitrary: value.map((it) => ({ ok: true, value: it }) as const) },
    { weight: 1, arbitrary: fc.constant({ ok: false, reason: 'the engine fell over' } as const) },
  );
const verdict: fc.Arbitrary<Verdict> = fc.boolean().map((holds) => ({ holds, reasons: [holds ? 'fine' : 'missing'] }));
const names = fc.array(fc.constantFrom('Ada', 'Bo', 'Cy'), { maxLength: 3 });

const facts: fc.Arbitrary<GateFacts> = fc.record({
  paths: factOf(fc.array(fc.constantFrom('app/main.py', 'docs/a.md', 'x\ny.py'), { maxLength: 3 })),
  lines: factOf(fc.nat(200)),
  branch: fc.constantFrom('feature/TR-1-x', 'main'),
  itemLinked: fc.boolean(),
  approvals: names,
  lostApprovals: names,
  vetoes: names,
  checklist: fc.record({
    quality: factOf(verdict),
    coverage: factOf(verdict),
    security: factOf(verdict),
    patterns: factOf(verdict),
  }),
  machine: fc.record({
    patterns: factOf(verdict),
    coverage: factOf(verdict),
    secrets: factOf(verdict),
    tests: factOf(verdict),
  }),
  openComments: fc.nat(2),
  mergeable: factOf(verdict),
  github: fc.option(factOf(verdict)),
  override: fc.option(fc.constant({ by: 'Ada', reason: 'the shop is down' })),
});

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>(
    { kind: 'always' },
    { kind: 'never' },
    { kind: 'no-veto' },
    { kind: 'comments-resolved' },
    { kind: 'item-linked' },
    { kind: 'mergeable' },
    { kind: 'github-checks' },
    { kind: 'touches', globs: ['app/**'] },
    { kind: 'branch', globs: ['feature/**'] },
    { kind: 'lines', atLeast: 100 },
  ),
  fc.integer({ min: 1, max: 3 }).map((atLeast): Condition => ({ kind: 'approvals', atLeast })),
  fc.constantFrom(...checklistCategories).map((category): Condition => ({ kind: 'checklist', category })),
  fc.constantFrom(...machineChecks).map((check): Condition => ({ kind: 'machine', check })),
);
const conditionOf = (withNot: boolean): fc.Arbitrary<Condition> =>
  fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc
        .tuple(fc.constantFrom('all', 'any'), fc.array(tie('any'), { minLength: 1, maxLength: 3 }))
        .map(([kind, of]) => ({ kind, of }) as Condition),
      ...(withNot ? [tie('any').map((of): Condition => ({ kind: 'not', of }))] : []),
    ),
  })).any;
const requirementOf = (withNot: boolean): fc.Arbitrary<Requirement> =>
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    title: fc.constant('A requirement'),
    applicableIf: conditionOf(withNot),
    satisfiedIf: conditionOf(withNot),
    overrideIf: conditionOf(withNot),
  });

/** Whether a condition asks for a fact that could not be told; written anew, by walking. */
const asksError = (condition: Condition, of: GateFacts): boolean => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.some((part) => asksError(part, of));
    case 'not':
      return asksError(condition.of, of);
    case 'touches':
      return !of.paths.ok;
    case 'lines':
      return !of.lines.ok;
    case 'checklist':
      return !of.checklist[condition.category].ok;
    case 'machine':
      return !of.machine[condition.check].ok;
    case 'mergeable':
      return !of.mergeable.ok;
    case 'github-checks':
      return of.github?.ok !== true;
    case 'no-veto':
      return of.github?.ok === false;
    default:
      return false;
  }
};

/** The same facts, and more that speaks for the change. */
const better = (of: GateFacts): GateFacts => ({
  ...of,
  itemLinked: true,
  approvals: [...of.approvals, 'Dee', 'Eve', 'Flo'],
  vetoes: [],
  openComments: 0,
});

describe('judgeGate', () => {
  it('T1 never passes what could not be judged, whatever else holds and whoever overrides', () =>
    fc.assert(
      fc.property(requirementOf(true), facts, (requirement, of) => {
        const judged = judgeRequirement(requirement, of);
        if (asksError(requirement.applicableIf, of)) expect(judged.state).toBe('error');
        if (asksError(requirement.satisfiedIf, of)) expect(['error', 'not-applicable']).toContain(judged.state);
        if (judged.state === 'error') {
          expect(judged.reasons.join('')).toMatch(/fell over|does not read GitHub/);
          expect(judgeGate([requirement], of).open).toBe(false);
        }
      }),
      { numRuns: 2000 },
    ));

  it('T1 overrides only what is open, only where overrideIf holds, and only when a person did', () =>
    fc.assert(
      fc.property(requirementOf(true), facts, (requirement, of) => {
        const { state } = judgeRequirement(requirement, of);
        if (state !== 'overridden') return;
        expect(of.override).not.toBeNull();
        expect(judgeRequirement(requirement, { ...of, override: null }).state).toBe('unsatisfied');
        expect(judgeRequirement({ ...requirement, overrideIf: { kind: 'never' } }, of).state).toBe('unsatisfied');
        const asSatisfied = { ...requirement, satisfiedIf: requirement.overrideIf };
        expect(judgeRequirement(asSatisfied, of).state).toBe('satisfied');
      }),
      { numRuns: 2000 },
    ));

  it('T1 is monotone: what speaks for a change never closes a gate that was open', () =>
    fc.assert(
      fc.property(fc.array(requirementOf(false), { maxLength: 4 }), facts, (requirements, of) => {
        const always = requirements.map((it) => ({ ...it, applicableIf: { kind: 'always' } as const }));
        if (judgeGate(always, of).open) expect(judgeGate(always, better(of)).open).toBe(true);
      }),
      { numRuns: 2000 },
    ));

  it('T1 is as strict as its strictest requirement: another one never opens it', () =>
    fc.assert(
      fc.property(fc.array(requirementOf(true), { maxLength: 4 }), requirementOf(true), facts, (all, more, of) => {
        const [before, after] = [judgeGate(all, of), judgeGate([...all, more], of)];
        if (after.open) expect(before.open).toBe(true);
        expect(after.open).toBe(after.requirements.every(({ state }) => state !== 'error' && state !== 'unsatisfied'));
      }),
    ));

  it('T1 says of every requirement what is missing, what failed or why it does not apply', () => {
    const of: GateFacts = {
      paths: { ok: true, value: ['app/main.py'] },
      lines: { ok: true, value: 12 },
      branch: 'feature/x',
      itemLinked: true,
      approvals: [],
      lostApprovals: ['Bo approved revision 1; the code was edited since (revision 2).'],
      vetoes: ['Cy'],
      checklist: {
        quality: { ok: true, value: { holds: false, reasons: ['Names: not answered.'] } },
        coverage: { ok: false, reason: 'The report could not be read.' },
        security: { ok: true, value: { holds: true, reasons: ['All 3 points are answered.'] } },
        patterns: { ok: true, value: { holds: true, reasons: [] } },
      },
      machine: {
        patterns: { ok: true, value: { holds: true, reasons: [] } },
        coverage: { ok: false, reason: 'The report could not be read.' },
        secrets: { ok: true, value: { holds: true, reasons: [] } },
        tests: { ok: true, value: { holds: true, reasons: [] } },
      },
      openComments: 1,
      mergeable: { ok: true, value: { holds: true, reasons: ['Merges.'] } },
      github: null,
      override: { by: 'Ada', reason: 'the shop is down' },
    };
    const { state, open, requirements } = judgeGate(defaultRequirements, of);
    expect({ state, open }).toEqual({ state: 'error', open: false });
    expect(requirements.map((it) => [it.id, it.state, it.reasons])).toEqual([
      [
        'approved',
        'overridden',
        [
          '1 approval missing, by somebody who did not write the code.',
          'Bo approved revision 1; the code was edited since (revision 2).',
          'Overridden by Ada: the shop is down',
        ],
      ],
      ['no-veto', 'unsatisfied', ['Veto by Cy.', 'The override does not count here.']],
      ['quality', 'overridden', ['Names: not answered.', 'Overridden by Ada: the shop is down']],
      ['coverage', 'error', ['The report could not be read.']],
      ['security', 'satisfied', ['All 3 points are answered.']],
      ['patterns', 'satisfied', []],
      ['comments', 'overridden', ['1 comment is not resolved.', 'Overridden by Ada: the shop is down']],
      ['mergeable', 'satisfied', ['Merges.']],
    ]);
    expect(judgeGate([], of)).toEqual({ state: 'not-applicable', open: true, requirements: [] });
  });

  it('T1 keeps conditions bounded: one that is too deep, or unknown, is no requirement', () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? { kind: 'always' } : { kind: 'not', of: nested(depth - 1) };
    const requirement = (satisfiedIf: unknown) => ({ ...defaultRequirements[0], satisfiedIf });
    expect(Requirement.safeParse(requirement(nested(6))).success).toBe(true);
    expect(Requirement.safeParse(requirement(nested(7))).success).toBe(false);
    expect(Requirement.safeParse(requirement({ kind: 'magic' })).success).toBe(false);
    expect(Requirement.safeParse(requirement({ kind: 'touches', globs: [] })).success).toBe(false);
  });
});
