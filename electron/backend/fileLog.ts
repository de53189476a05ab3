import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import type { Log } from './log.ts';

/** Two files of this size hold months of Pitwall's own news. */
const SIZE_MAX = 5 * 1024 * 1024;
const TEXT_MAX = 8 * 1024;

const plain = (value: unknown): unknown =>
  value instanceof Error
    ? (value.stack ?? value.message)
    : typeof value === 'string'
      ? value.slice(0, TEXT_MAX)
      : value;

/** Pitwall's own log: one JSON object a line, private, at most two files of 5 MiB.
 *
 * A log that cannot be written (a full disk) is given up in silence: it must never stop a deploy. */
export const createFileLog = (path: string, now: () => number = Date.now): Log => {
  const write =
    (level: string) =>
    (message: string, detail: Readonly<Record<string, unknown>> = {}) => {
      try {
        if (existsSync(path) && statSync(path).size > SIZE_MAX) renameSync(path, `${path}.1`);
        const fields = Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, plain(value)]));
        appendFileSync(path, `${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields })}\n`, {
          mode: 0o600,
        });
      } catch {
        // Nowhere is left to say it.
      }
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
