import { z } from 'zod';
import { plainText } from '../plainText.ts';
import { Condition } from './condition.ts';

/** One named thing that a gate wants.
 *
 * As Gerrit's submit requirements (Documentation/config-submit-requirements): where `applicableIf` holds, `satisfiedIf` must hold, or somebody
 * overrides the gate and `overrideIf` holds. */
export const Requirement = z.object({
  /** Stays when the title changes; unique in its gate. */
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: plainText(200),
  applicableIf: Condition,
  satisfiedIf: Condition,
  /** Whether an override that a person made with a reason counts here. */
  overrideIf: Condition,
});
export type Requirement = Readonly<z.infer<typeof Requirement>>;

export const requirementStates = ['satisfied', 'unsatisfied', 'overridden', 'not-applicable', 'error'] as const;
export const RequirementState = z.enum(requirementStates);
export type RequirementState = z.infer<typeof RequirementState>;

/** A requirement, judged. */
export const JudgedRequirement = z.object({
  id: z.string(),
  title: z.string(),
  state: RequirementState,
  /** Why, in a sentence or more: what is missing, what failed, or what makes it pass. */
  reasons: z.array(z.string()),
  /** Whether an override would count; null when that cannot be told. */
  overridable: z.boolean().nullable(),
});
export type JudgedRequirement = Readonly<z.infer<typeof JudgedRequirement>>;

/** A gate, judged: `error` before `unsatisfied` before `overridden` before `satisfied`; `not-applicable` when none applies. */
export const JudgedGate = z.object({
  state: RequirementState,
  /** Nothing is unsatisfied or in error. */
  open: z.boolean(),
  requirements: z.array(JudgedRequirement),
});
export type JudgedGate = Readonly<z.infer<typeof JudgedGate>>;
