import type { LogSource } from './logSource.ts';

/** A log that a console shows: its lines, and what else its backend does with it. */
export interface ShownLog {
  /** Tells it from every other log: by it the place of reading is remembered. */
  readonly name: string;
  /** What it is saved as. */
  readonly fileName: string;
  readonly source: LogSource;
  readonly search: (
    text: string,
    signal: AbortSignal,
  ) => Promise<{ readonly lines: readonly number[]; readonly truncated: boolean }>;
  /** A piece of its bytes; `next` is where the next one begins, null at the end. */
  readonly bytes: (
    from: number,
    signal: AbortSignal,
  ) => Promise<{ readonly base64: string; readonly next: number | null }>;
  /** What stands in the place of lines: when the log was deleted, when it ended empty, and before its first line. */
  readonly words: { readonly gone: string; readonly silent: string; readonly waiting: string };
}
