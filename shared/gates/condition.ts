import { z } from 'zod';

/** What a checklist is divided into. */
export const checklistCategories = ['quality', 'coverage', 'security', 'patterns'] as const;
export const ChecklistCategory = z.enum(checklistCategories);
export type ChecklistCategory = z.infer<typeof ChecklistCategory>;

/** What Pitwall finds out by itself. */
export const machineChecks = ['patterns', 'coverage', 'secrets', 'tests'] as const;
export const MachineCheck = z.enum(machineChecks);
export type MachineCheck = z.infer<typeof MachineCheck>;

/** A pattern of paths: `*` stands for any text within one name, `**` for any number of folders. */
export const PathGlob = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters')
  .refine((glob) => !glob.startsWith('/'), 'starts at the root of the repository, without a slash');

/** Deeper than this nobody reads a condition; it keeps the judging of one bounded. */
const DEPTH_MAX = 6;

/** Something that is true of a change, false, or cannot be told. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A path of the change fits one of the patterns. */
  | { readonly kind: 'touches'; readonly globs: readonly string[] }
  /** The branch's name fits one of the patterns. */
  | { readonly kind: 'branch'; readonly globs: readonly string[] }
  /** At least so many lines were added or removed. */
  | { readonly kind: 'lines'; readonly atLeast: number }
  /** So many people who did not write it approved this very code. */
  | { readonly kind: 'approvals'; readonly atLeast: number }
  | { readonly kind: 'no-veto' }
  /** Every required item of the category passes or does not apply. */
  | { readonly kind: 'checklist'; readonly category: ChecklistCategory }
  | { readonly kind: 'machine'; readonly check: MachineCheck }
  | { readonly kind: 'comments-resolved' }
  | { readonly kind: 'item-linked' }
  /** It merges with the base as that is now. */
  | { readonly kind: 'mergeable' }
  /** The checks that GitHub asks for passed. */
  | { readonly kind: 'github-checks' };

const globs = z.array(PathGlob).min(1).max(50).readonly();

const conditionOf = (depth: number): z.ZodType<Condition> => {
  const leaves = [
    z.object({ kind: z.literal('always') }),
    z.object({ kind: z.literal('never') }),
    z.object({ kind: z.literal('touches'), globs }),
    z.object({ kind: z.literal('branch'), globs }),
    z.object({ kind: z.literal('lines'), atLeast: z.number().int().min(0).max(1_000_000) }),
    z.object({ kind: z.literal('approvals'), atLeast: z.number().int().min(1).max(20) }),
    z.object({ kind: z.literal('no-veto') }),
    z.object({ kind: z.literal('checklist'), category: ChecklistCategory }),
    z.object({ kind: z.literal('machine'), check: MachineCheck }),
    z.object({ kind: z.literal('comments-resolved') }),
    z.object({ kind: z.literal('item-linked') }),
    z.object({ kind: z.literal('mergeable') }),
    z.object({ kind: z.literal('github-checks') }),
  ] as const;
  if (depth === 0) return z.discriminatedUnion('kind', leaves);
  const inner = conditionOf(depth - 1);
  return z.discriminatedUnion('kind', [
    ...leaves,
    z.object({ kind: z.enum(['all', 'any']), of: z.array(inner).min(1).max(20).readonly() }),
    z.object({ kind: z.literal('not'), of: inner }),
  ]);
};

export const Condition: z.ZodType<Condition> = conditionOf(DEPTH_MAX);
