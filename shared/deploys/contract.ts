import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant, ProjectId, Revision, RunId } from '../ids.ts';
import { LOG_PAGE_MAX, LogLine, LogNews } from '../logs/logLine.ts';
import { StepName } from '../projects/environment.ts';
import { Concern } from './concern.ts';
import { AskedOverride, DeployGate } from './deployGate.ts';
import { Run } from './run.ts';

const { GONE, REFUSED, BUSY, SSH, TARGET, STORAGE } = errors;

export const Commit = z.object({ revision: Revision, subject: z.string(), author: z.string(), at: Instant });
export type Commit = Readonly<z.infer<typeof Commit>>;

/** What the target says of itself. */
export const TargetState = z.object({
  /** The revision whose files were last put into the app folder whole; null when Pitwall never finished there. */
  running: Revision.nullable(),
  runningSubject: z.string().nullable(),
  runningSince: Instant.nullable(),
  /** HEAD of the checkout on the target. */
  checkout: Revision.nullable(),
  /** Head of the branch at origin, as the target sees it. */
  head: Revision,
  headSubject: z.string(),
  /** Commits from what runs to the head, newest first, at most 500. */
  commits: z.array(Commit),
  /** True when there were more than `commits` holds, or when they could not be told. */
  truncated: z.boolean(),
  /** Commits that run now and are not in the head: a force-push or another branch. */
  removed: z.number().int(),
  /** `active`, `failed`, … as systemctl says; `unknown` when it cannot be read. */
  unitState: z.string(),
  /** A run that holds the environment's lock on the target, also one started from another machine. */
  lockedBy: z.object({ run: z.string(), actor: z.string(), since: Instant, step: z.string().nullable() }).nullable(),
  /** Server clock minus ours, in milliseconds. */
  clockSkew: z.number(),
  readAt: Instant,
});
export type TargetState = Readonly<z.infer<typeof TargetState>>;

export const PlannedStep = z.object({
  name: StepName,
  title: z.string(),
  limitSeconds: z.number(),
  /** The principal commands, one a line; the script runs exactly these. */
  commands: z.string(),
  /** The whole step as the target's shell gets it. */
  script: z.string(),
});
export type PlannedStep = Readonly<z.infer<typeof PlannedStep>>;

export const DeployPlan = z.object({
  environment: EnvironmentId,
  target: TargetState,
  revision: Revision,
  steps: z.array(PlannedStep),
  /** What the target says against it; nobody can override a stop of these. */
  concerns: z.array(Concern),
  /** What the changes in it and its tests say. */
  gate: DeployGate,
});
export type DeployPlan = Readonly<z.infer<typeof DeployPlan>>;

/** An environment as the deploy page's column shows it without asking the target. */
export const EnvironmentSummary = z.object({
  environment: EnvironmentId,
  active: Run.nullable(),
  last: Run.nullable(),
  /** Runs here that were let through although something was open. */
  overrides: z.number().int(),
});
export type EnvironmentSummary = Readonly<z.infer<typeof EnvironmentSummary>>;

export const deploysContract = {
  summary: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(EnvironmentSummary))
    .errors({ GONE }),
  /** Asks the target (git fetch included); takes a second or two on a slow link. */
  plan: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(DeployPlan)
    .errors({ GONE, SSH, TARGET }),
  /** Starts a run of exactly this revision. `request` makes it safe to send twice: the same request gives the same run.
   *
   * Where the deploy gate is on it is judged once more, by what the target says of its commits. */
  start: oc
    .input(
      z.object({
        environment: EnvironmentId,
        revision: Revision,
        subject: z.string().max(500),
        previous: Revision.nullable(),
        request: z.uuid(),
        /** The environment's name, typed; wanted when it is protected. */
        confirm: z.string().max(200).nullable(),
        /** Lets it through although its gate has stops; a follow-up item is made of it. */
        override: AskedOverride.nullable().default(null),
      }),
    )
    .output(Run)
    .errors({ GONE, REFUSED, BUSY, SSH, TARGET, STORAGE }),
  cancel: oc
    .input(z.object({ run: RunId }))
    .output(Run)
    .errors({ GONE, REFUSED, SSH, TARGET }),
  /** Stops following a run whose target cannot be reached: it ends as `unknown` here, whatever the target still does. Refused while the
   * target answers. */
  giveUp: oc
    .input(z.object({ run: RunId }))
    .output(Run)
    .errors({ GONE, REFUSED, STORAGE }),
  run: oc
    .input(z.object({ run: RunId }))
    .output(Run)
    .errors({ GONE }),
  /** Newest first. `before` pages on. */
  history: oc
    .input(
      z.object({
        project: ProjectId,
        environment: EnvironmentId.nullable(),
        before: RunId.nullable(),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(z.object({ runs: z.array(Run), more: z.boolean() }))
    .errors({ GONE }),
  /** The run's log growing; at most 20 news a second, the last one has `done`. */
  watchLog: oc
    .input(z.object({ run: RunId }))
    .output(eventIterator(LogNews))
    .errors({ GONE }),
  logPage: oc
    .input(z.object({ run: RunId, from: z.number().int().min(0), count: z.number().int().min(1).max(LOG_PAGE_MAX) }))
    .output(z.object({ lines: z.array(LogLine), total: z.number().int() }))
    .errors({ GONE }),
  /** Line numbers that hold the text (case ignored when the text has no capital), at most 10,000; `truncated` when there were more. */
  logSearch: oc
    .input(z.object({ run: RunId, text: z.string().min(1).max(500) }))
    .output(z.object({ lines: z.array(z.number().int()), truncated: z.boolean() }))
    .errors({ GONE }),
  /** The line in which the byte at `offset` lies: where a step's output begins. */
  logLineAt: oc
    .input(z.object({ run: RunId, offset: z.number().int().min(0) }))
    .output(z.number().int())
    .errors({ GONE }),
  /** Raw bytes of the log in base64, to save it; at most 1 MiB a call. */
  logBytes: oc
    .input(z.object({ run: RunId, from: z.number().int().min(0) }))
    .output(z.object({ base64: z.string(), next: z.number().int().nullable() }))
    .errors({ GONE }),
};
