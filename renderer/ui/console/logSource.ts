import type { LogLine, LogNews } from '../../../shared/logs/logLine.ts';

/** Where a log's lines come from: the backend, which owns them. */
export interface LogSource {
  readonly page: (
    from: number,
    count: number,
    signal: AbortSignal,
  ) => Promise<{ readonly lines: readonly LogLine[]; readonly total: number }>;
  /** How far the log is, as it grows; ends after the news that has `done`. */
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<LogNews>>;
  /** Whether a failure is final, so that asking again is in vain. */
  readonly isFinal: (error: unknown) => boolean;
}
