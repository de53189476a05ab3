import type { GateFacts } from './gateFacts.ts';
import { judgeCondition } from './judgeCondition.ts';
import type { JudgedGate, JudgedRequirement, Requirement, RequirementState } from './requirement.ts';

/** Judges one requirement.
 *
 * An error blocks and is never overridden: nobody knows what would be let through. Who must go on all the same changes the gate itself, which the
 * ledger shows. An override counts only where nothing else satisfies the requirement and its `overrideIf` holds. */
export const judgeRequirement = (requirement: Requirement, facts: GateFacts): JudgedRequirement => {
  const { id, title } = requirement;
  const applicable = judgeCondition(requirement.applicableIf, facts);
  const satisfied = judgeCondition(requirement.satisfiedIf, facts);
  const overridable = judgeCondition(requirement.overrideIf, facts);
  const judged = (state: RequirementState, reasons: readonly string[]): JudgedRequirement => ({
    id,
    title,
    state,
    reasons: [...reasons],
    overridable: overridable.ok ? overridable.value.holds : null,
  });
  if (!applicable.ok) return judged('error', [applicable.reason]);
  if (!applicable.value.holds) return judged('not-applicable', applicable.value.reasons);
  if (!satisfied.ok) return judged('error', [satisfied.reason]);
  if (satisfied.value.holds) return judged('satisfied', satisfied.value.reasons);
  if (facts.override === null) return judged('unsatisfied', satisfied.value.reasons);
  if (!overridable.ok) return judged('error', [overridable.reason]);
  return overridable.value.holds
    ? judged('overridden', [...satisfied.value.reasons, `Overridden by ${facts.override.by}: ${facts.override.reason}`])
    : judged('unsatisfied', [...satisfied.value.reasons, 'The override does not count here.']);
};

/** Judges a gate. One without requirements is open, and says so by `not-applicable`. */
export const judgeGate = (requirements: readonly Requirement[], facts: GateFacts): JudgedGate => {
  const judged = requirements.map((requirement) => judgeRequirement(requirement, facts));
  const state = worst(judged.map((requirement) => requirement.state));
  return { state, open: state !== 'error' && state !== 'unsatisfied', requirements: judged };
};

const worstFirst = ['error', 'unsatisfied', 'overridden', 'satisfied'] as const;

const worst = (states: readonly RequirementState[]): RequirementState =>
  worstFirst.find((state) => states.includes(state)) ?? 'not-applicable';
