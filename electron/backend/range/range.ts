import type { RangeFaultName, RangeServer, RangeState } from '../../../shared/range/contract.ts';

/** The practice range: a staging and a production server on loopback to deploy to and to break on purpose. */
export interface Range {
  readonly state: () => RangeState;
  /** Builds what is missing, starts the servers, makes the project. Idempotent; calls at the same time share one attempt.
   *
   * Throws Failure REFUSED (not available here, or its record is unreadable) or STORAGE. */
  readonly open: () => Promise<RangeState>;
  /** Ends the servers and remembers that the range is closed. */
  readonly close: () => Promise<RangeState>;
  readonly setFault: (server: RangeServer['name'], fault: RangeFaultName, on: boolean) => Promise<RangeState>;
  readonly addCommit: () => Promise<{ readonly revision: string; readonly subject: string }>;
  /** At Pitwall's start: opens the range again when it was open at the end. Never throws; what went wrong is in the log. */
  readonly resume: () => Promise<void>;
  /** At Pitwall's end: ends the servers, so that `resume` opens them again. Runs that go on wait for that. */
  readonly end: () => Promise<void>;
}
