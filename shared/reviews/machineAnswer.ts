import { z } from 'zod';
import { MachineCheck } from '../gates/condition.ts';
import { ChangedFinding } from '../patterns/finding.ts';

/** What a reader needs to mend a finding: the rule in words, the line as it is, why it matters, and how it is written well. */
export const FindingAdvice = ChangedFinding.pick({ title: true, code: true, reason: true, good: true, url: true });
export type FindingAdvice = Readonly<z.infer<typeof FindingAdvice>>;

/** Something that a check points at. */
export const MachineFinding = z.object({
  /** e.g. `ASYNC210` or `aws-key`. */
  rule: z.string(),
  path: z.string(),
  line: z.number().int().nullable(),
  /** What is wrong; secrets are masked. */
  message: z.string(),
  /** Of pattern rules; null for other checks, whose message says all. */
  advice: FindingAdvice.nullable(),
  /** To suppress it by; null where that is done elsewhere. */
  fingerprint: z.string().nullable(),
  /** Why it does not count; null when it does. */
  suppressed: z.object({ reason: z.string(), by: z.string() }).nullable(),
});
export type MachineFinding = Readonly<z.infer<typeof MachineFinding>>;

export const MACHINE_FINDINGS_MAX = 200;

/** What Pitwall found out. `missing`: there is no report for this revision, which is not a pass. `error`: the check could not be made, which
 * blocks. `none`: the change holds nothing of what is checked. `running`: it is being checked now, which is no pass either; the live stream
 * says when to ask again. */
export const MachineAnswer = z.object({
  check: MachineCheck,
  state: z.enum(['pass', 'fail', 'none', 'missing', 'error', 'running']),
  /** One or two sentences. */
  summary: z.string(),
  findings: z.array(MachineFinding).max(MACHINE_FINDINGS_MAX),
  /** Findings that are not listed. */
  more: z.number().int(),
  /** Files checked so far and in all, 0 of 0 at first; set when `state` is `running`. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
});
export type MachineAnswer = Readonly<z.infer<typeof MachineAnswer>>;
