import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, ProjectId } from '../ids.ts';

export const LedgerEntry = z.object({
  sequence: z.number().int(),
  at: Instant,
  actor: z.string(),
  /** What was done, e.g. `project.create`, `run.start`, `hostKey.trust`. */
  verb: z.string(),
  entity: z.string(),
  entityId: z.string(),
  projectId: ProjectId.nullable(),
  /** One readable sentence. */
  summary: z.string(),
});
export type LedgerEntry = Readonly<z.infer<typeof LedgerEntry>>;

export const ledgerContract = {
  /** Newest first. */
  list: oc
    .input(
      z.object({
        project: ProjectId.nullable(),
        before: z.number().int().nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ entries: z.array(LedgerEntry), more: z.boolean() })),
};
