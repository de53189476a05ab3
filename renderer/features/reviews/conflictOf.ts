import type { JudgedGate } from '../../../shared/gates/requirement.ts';

/** Whether the gate says that the change does not merge; false when it was not judged. */
export const conflictOf = (gate: JudgedGate | null): boolean =>
  gate?.requirements.some(({ id, state }) => id === 'mergeable' && state === 'unsatisfied') ?? false;
