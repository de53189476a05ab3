import { REPORT_MAX } from '../../../shared/qa/testReport.ts';

/** How a command ended; by a signal when `code` is null. */
export interface CommandEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A report file that the tests wrote. */
export interface CollectedFile {
  /** Relative to the folder of the tests. */
  readonly name: string;
  /** Its bytes, or why they are not read. While the place is open. */
  readonly read: () => Promise<
    { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string }
  >;
}

/** Where the test command runs once: made for one run, and left after it. */
export interface OpenTestPlace {
  /** What the reader should know before the first line, such as a revision that could not be checked. */
  readonly notes: readonly string[];
  /** Runs the command to its end; when the signal aborts, TERM is sent to all that it started, and KILL 5 s later. Rejects with SshError when the
   * server is lost. */
  readonly run: (command: string, onOutput: (bytes: Buffer) => void, signal: AbortSignal) => Promise<CommandEnd>;
  /** The files that fit one of the patterns and were written since the place was opened, and why others were not taken. */
  readonly collect: (
    patterns: readonly string[],
    signal: AbortSignal,
  ) => Promise<{ readonly files: readonly CollectedFile[]; readonly notes: readonly string[] }>;
  /** Removes what was made for the run. Never rejects. */
  readonly leave: () => Promise<void>;
}

/** What a command that was told to end gets before it is killed. */
export const GRACE_SECONDS = 5;
/** Report files of one run: a test suite has a few, and a wrong pattern has thousands. */
export const REPORT_FILES_MAX = 200;
export const tooLarge = {
  ok: false as const,
  message: `It is larger than ${REPORT_MAX / 1024 ** 2} MiB: not read.`,
};
