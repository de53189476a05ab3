import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { LogFile } from '../../../shared/monitor/logFiles.ts';
import { logLoop } from '../../../shared/monitor/logLoop.ts';
import { EndedThere } from '../ssh/keepConnected.ts';
import type { SshSession } from '../ssh/sshSession.ts';

/** What hinders the reading: there is no such file, it is no plain file, or the account may not read it. */
export type LogHindrance = 'absent' | 'special' | 'denied';

export interface LogListing {
  readonly files: readonly LogFile[];
  readonly hindrance: LogHindrance | null;
}

/** A log on a server and its rotated copies, over one channel. One request at a time. All reject when the link is lost or the signal aborts. */
export interface RemoteLog {
  /** `all`: with the rotated ones. */
  readonly list: (what: 'all' | 'log') => Promise<LogListing>;
  /** At most `most` bytes; null when there is no such file any more. */
  readonly read: (
    suffix: string,
    offset: number,
    most: number,
  ) => Promise<{ readonly inode: string; readonly bytes: Buffer } | null>;
  /** Milliseconds since 1970 by the server's clock, to the second; null when it does not say. */
  readonly time: () => Promise<number | null>;
  /** Resolves or rejects when the loop there has ended. */
  readonly ended: Promise<unknown>;
}

interface Answer {
  readonly lines: string[];
  readonly data: Buffer[];
}

const BLOCK = 65_536;
const LONGEST_ANSWER_LINE = 4_096;

export const openRemoteLog = (session: SshSession, path: string, signal: AbortSignal): RemoteLog => {
  const mark = `pitwall-log-${randomBytes(16).toString('hex')}`;
  const separator = Buffer.from(`\n${mark} `);
  const input = new PassThrough();
  // Whoever breaks the channel says so himself; what could not be written then does not matter.
  input.on('error', () => undefined);
  let held: Buffer = Buffer.alloc(0);
  let number = 0;
  let waiting: { readonly id: string; readonly answer: Answer; readonly done: (answer: Answer) => void } | null = null;
  let inData = false;

  const takeData = (bytes: Buffer): void => {
    if (inData && bytes.length > 0) waiting?.answer.data.push(Buffer.from(bytes));
  };
  const takeLine = (line: string): void => {
    const [, id, text] = /^(\d+) (.*)$/s.exec(line) ?? [];
    inData = false;
    if (waiting === null || id !== waiting.id || text === undefined) return;
    if (text === 'data') inData = true;
    else if (text !== 'end') waiting.answer.lines.push(text);
    else {
      const { done, answer } = waiting;
      waiting = null;
      done(answer);
    }
  };
  const push = (chunk: Buffer): void => {
    let rest = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      const at = rest.indexOf(separator);
      if (at < 0) {
        const kept = Math.min(rest.length, separator.length - 1);
        takeData(rest.subarray(0, rest.length - kept));
        held = Buffer.from(rest.subarray(rest.length - kept));
        return;
      }
      takeData(rest.subarray(0, at));
      const begin = at + separator.length;
      const end = rest.indexOf(10, begin);
      if (end < 0 && rest.length - begin < LONGEST_ANSWER_LINE) {
        held = Buffer.from(rest.subarray(at));
        return;
      }
      takeLine(rest.subarray(begin, end < 0 ? rest.length : end).toString('utf8'));
      rest = end < 0 ? Buffer.alloc(0) : rest.subarray(end + 1);
    }
  };

  const ended = session.stream(logLoop(path, mark), push, { stdin: input, signal });
  const over = ended.then(({ stderr }) => {
    const said = stderr.toString('utf8').trim().slice(0, 200);
    throw new EndedThere(`The reading of the log on ${session.where} ended${said === '' ? '' : `: ${said}`}.`);
  });
  over.catch(() => undefined);

  const ask = (request: string): Promise<Answer> => {
    number += 1;
    const id = String(number);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    waiting = { id, answer: { lines: [], data: [] }, done: resolve };
    if (input.writable) input.write(`${id} ${request}\n`);
    return Promise.race([promise, over]);
  };

  return {
    ended,
    list: async (what) => {
      const { lines } = await ask(`list ${what}`);
      return {
        files: lines.flatMap(readFile),
        hindrance: (['absent', 'special', 'denied'] as const).find((each) => lines.includes(each)) ?? null,
      };
    },
    read: async (suffix, offset, most) => {
      const block = Math.min(BLOCK, most);
      const { lines, data } = await ask(`read ${offset} ${block} ${Math.ceil(most / block)} ${suffix}`);
      const inode = /^open (\d+) /.exec(lines[0] ?? '')?.[1];
      return inode === undefined ? null : { inode, bytes: Buffer.concat(data) };
    },
    time: async () => {
      const { lines } = await ask('time');
      const seconds = /^time (\d{1,12})$/.exec(lines[0] ?? '')?.[1];
      return seconds === undefined ? null : Number(seconds) * 1000;
    },
  };
};

const readFile = (line: string): readonly LogFile[] => {
  const [, inode, size, suffix] = /^file (\d+) (\d+) (\S{0,100})$/.exec(line) ?? [];
  return inode === undefined || suffix === undefined ? [] : [{ inode, size: Number(size), suffix }];
};
