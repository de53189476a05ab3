import type { HopProbe, Outcome } from './run.ts';
import type { RunnerStatus } from './runnerCommands.ts';
import type { RunnerEvent } from './runnerEvents.ts';

/** All that is known of a run when its outcome is asked for. */
export interface OutcomeInput {
  readonly events: readonly RunnerEvent[];
  /** What `status` said; null when it was not asked. */
  readonly status: RunnerStatus | null;
  readonly cancelRequested: boolean;
  /** Probes of the path after the sequence; empty when none were made. */
  readonly probes: readonly HopProbe[];
  readonly now: number;
}

/** What became of a run; null while it is not over. */
export const decideOutcome = (input: OutcomeInput): Outcome | null => {
  if (input.events.length < 0) return null;
  throw new Error('being written');
};
