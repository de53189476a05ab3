import type { JudgedGate } from '../gates/requirement.ts';
import type { Merged } from './change.ts';

/** The gate of a change of which a person said that it was merged: what its approvals saw and what the base holds, nobody compared. That is as an override
 * is: it closes nothing that is open, and stays visible. */
export const toldMergeGate = (gate: JudgedGate, merged: Merged | null): JudgedGate => {
  if (merged?.how !== 'told') return gate;
  const told = {
    id: 'told-merge',
    title: 'The base holds this very code',
    state: 'overridden' as const,
    reasons: [`${merged.by} said so of ${merged.commit.slice(0, 7)}: ${merged.reason ?? 'no reason given'}`],
    overridable: true,
  };
  const state = gate.state === 'satisfied' || gate.state === 'not-applicable' ? 'overridden' : gate.state;
  return { ...gate, state, requirements: [...gate.requirements, told] };
};
