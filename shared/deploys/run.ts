import { z } from 'zod';
import { EnvironmentId, Instant, ProjectId, Revision, RunId } from '../ids.ts';
import { StepName } from '../projects/environment.ts';
import { RunGate } from './deployGate.ts';

export const StepState = z.enum(['waiting', 'running', 'passed', 'failed', 'cancelled', 'interrupted', 'skipped']);
export type StepState = z.infer<typeof StepState>;

export const RunStep = z.object({
  name: StepName,
  title: z.string(),
  state: StepState,
  startedAt: Instant.nullable(),
  /** Milliseconds; null while waiting or running. */
  duration: z.number().nullable(),
  /** Where its output begins in the run's log, in bytes; null before it began. */
  logOffset: z.number().int().nullable(),
  exitCode: z.number().int().nullable(),
});
export type RunStep = Readonly<z.infer<typeof RunStep>>;

/** What became of a run: read from the target's journal and the probes, never from an exit code alone.
 *
 * `failed-before-switch` left the app folder untouched; `failed-after-switch` left new files there and the app unhealthy or not
 * restarted; `interrupted` says the runner is gone without a verdict (kill, power cut); `unknown` says nobody could read the journal. */
export const outcomeKinds = [
  'succeeded',
  'failed-before-switch',
  'failed-after-switch',
  'rolled-back',
  'rollback-failed',
  'cancelled',
  'interrupted',
  'unknown',
] as const;
export const Outcome = z.object({
  kind: z.enum(outcomeKinds),
  /** The step that decided it; null when none did. */
  step: StepName.nullable(),
  /** A code of failureCauses.ts; null for a success. */
  cause: z.string().nullable(),
  /** What happened, one or two sentences. */
  reason: z.string(),
  /** The next act, one sentence; null when nothing is left to do. */
  act: z.string().nullable(),
  /** What the target holds now, one sentence: "The app folder was not touched." */
  left: z.string(),
});
export type Outcome = Readonly<z.infer<typeof Outcome>>;

/** `preparing` until the target has it, `running` while the target runs it, `ended` with an outcome. */
export const RunState = z.enum(['preparing', 'running', 'ended']);

/** How Pitwall follows the run right now; the run itself does not depend on it. */
export const Following = z.object({
  state: z.enum(['connecting', 'live', 'lost', 'done']),
  since: Instant,
  /** Why the connection is lost, with what is tried next. */
  message: z.string().nullable(),
});
export type Following = Readonly<z.infer<typeof Following>>;

/** One probe of the path after the sequence: from the target through SSH (app, nginx) or from this machine (public). */
export const HopProbe = z.object({
  hop: z.enum(['app', 'nginx', 'public']),
  url: z.string(),
  verdict: z.enum(['up', 'down', 'unknown']),
  status: z.number().int().nullable(),
  /** Milliseconds to the end of the answer. */
  duration: z.number().nullable(),
  detail: z.string(),
  at: Instant,
});
export type HopProbe = Readonly<z.infer<typeof HopProbe>>;

export const Run = z.object({
  id: RunId,
  projectId: ProjectId,
  environmentId: EnvironmentId,
  environmentName: z.string(),
  revision: Revision,
  /** First line of the revision's commit message. */
  subject: z.string(),
  /** What ran before, as read from the target when the run was confirmed. */
  previous: Revision.nullable(),
  branch: z.string(),
  /** Who started it: `user@machine`. */
  actor: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  state: RunState,
  cancelRequestedAt: Instant.nullable(),
  steps: z.array(RunStep),
  outcome: Outcome.nullable(),
  probes: z.array(HopProbe),
  /** What the deploy gate said; null where it was not on. */
  gate: RunGate.nullable(),
  following: Following,
  /** Bytes of the log here; equals the target's log when following is done. */
  logBytes: z.number().int(),
});
export type Run = Readonly<z.infer<typeof Run>>;
