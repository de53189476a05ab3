import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from './replaceFile.ts';

/** A practice server writes a few lines per restart; half a megabyte holds weeks of them. */
const SIZE_MAX = 512 * 1024;
const LINES_KEPT = 2000;
const MESSAGE_MAX = 4000;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** `Nov 23 20:44:01`, as syslog and journalctl write it, in local time. */
const shortTime = (date: Date): string =>
  `${months[date.getMonth()]} ${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

/** `2026-11-23T20:44:01+0100`, as journalctl -o short-iso writes it. */
const isoTime = (date: Date): string => {
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${zone}`;
};

export interface JournalEntry {
  readonly unit: string;
  /** Who says it: `systemd`, or the program. */
  readonly from: string;
  readonly pid: number;
  readonly message: string;
}

export interface PracticeJournal {
  readonly write: (entry: JournalEntry) => void;
  /** The last lines of a unit as journalctl shows them, oldest first. */
  readonly tail: (unit: string, count: number) => readonly string[];
}

/** A practice server's journal: a text file in the form that its journalctl reads, cut to its last 2,000 lines when it grows. */
export const createPracticeJournal = (path: string, host: string, now: () => number): PracticeJournal => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  appendFileSync(path, '', { mode: 0o600 });
  return {
    write: ({ unit, from, pid, message }) => {
      const at = now();
      const date = new Date(at);
      const head = [(at / 1000).toFixed(6), isoTime(date), shortTime(date), host, unit, `${from}[${pid}]`].join('\t');
      const lines = message
        .slice(0, MESSAGE_MAX)
        .split('\n')
        .map((line) => `${head}\t${line.replaceAll(/[\t\r]/g, ' ')}\n`);
      try {
        appendFileSync(path, lines.join(''), { mode: 0o600 });
        if (statSync(path).size > SIZE_MAX)
          replaceFile(path, readFileSync(path, 'utf8').split('\n').slice(-LINES_KEPT).join('\n'));
      } catch {
        // A journal that cannot be written (a full disk) stops no service.
      }
    },
    tail: (unit, count) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .filter((fields) => fields[4] === unit)
        .slice(-count)
        .map(([, , time, server, , from, ...message]) => `${time} ${server} ${from}: ${message.join(' ')}`),
  };
};
