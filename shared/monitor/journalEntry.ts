import { quietText } from './quietText.ts';

/** One entry of the journal, as `journalctl -o json` writes it. */
export interface JournalEntry {
  readonly cursor: string;
  /** Milliseconds since 1970 by the server's clock. */
  readonly at: number;
  readonly pid: string;
  /** One or more lines, without colours and controls. */
  readonly message: string;
}

/** Longer messages are cut. */
const LONGEST = 65_536;

/** Reads a line; null when it is no entry. A message of bytes that are no UTF-8 comes as their numbers, one that is too long as null
 * (systemd's Journal JSON format). */
export const readJournalEntry = (line: string): JournalEntry | null => {
  const fields = parse(line);
  if (fields === null) return null;
  const { __CURSOR: cursor, __REALTIME_TIMESTAMP: time, _PID: pid, MESSAGE: message } = fields;
  const at = Math.floor(Number(time) / 1000);
  if (typeof cursor !== 'string' || cursor === '' || cursor.length > 1_000 || !Number.isFinite(at)) return null;
  return { cursor, at, pid: typeof pid === 'string' ? pid : '', message: quietText(textOf(message).slice(0, LONGEST)) };
};

const parse = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
};

const textOf = (message: unknown): string => {
  if (typeof message === 'string') return message;
  // A field that was given several times comes as a list of its values.
  if (!Array.isArray(message)) return '';
  if (message.every((part) => typeof part === 'number'))
    return message.map((byte) => (byte < 128 ? String.fromCharCode(byte) : '\uFFFD')).join('');
  return message.filter((part) => typeof part === 'string').join('\n');
};
