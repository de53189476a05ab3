import { z } from 'zod';
import { MachineCheck } from '../gates/condition.ts';

/** Something that a check points at. */
export const MachineFinding = z.object({
  /** e.g. `ASYNC210` or `aws-key`. */
  rule: z.string(),
  path: z.string(),
  line: z.number().int().nullable(),
  /** What is wrong; secrets are masked. */
  message: z.string(),
  /** To suppress it by; null where that is done elsewhere. */
  fingerprint: z.string().nullable(),
  /** Why it does not count; null when it does. */
  suppressed: z.object({ reason: z.string(), by: z.string() }).nullable(),
});
export type MachineFinding = Readonly<z.infer<typeof MachineFinding>>;

export const MACHINE_FINDINGS_MAX = 200;

/** What Pitwall found out. `missing`: there is no report for this revision, which is not a pass. `error`: the check could not be made, which
 * blocks. `none`: the change holds nothing of what is checked. */
export const MachineAnswer = z.object({
  check: MachineCheck,
  state: z.enum(['pass', 'fail', 'none', 'missing', 'error']),
  /** One or two sentences. */
  summary: z.string(),
  findings: z.array(MachineFinding).max(MACHINE_FINDINGS_MAX),
  /** Findings that are not listed. */
  more: z.number().int(),
});
export type MachineAnswer = Readonly<z.infer<typeof MachineAnswer>>;
