import { type FSWatcher, mkdirSync, readdirSync, readFileSync, rmSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { replaceFile } from './replaceFile.ts';

/** Who asks gives up after a minute; what is older is nobody's any more and is not done. */
const PATIENCE_MS = 65_000;
/** How often the folder is looked at should the system's watch say nothing. */
const POLL_MS = 250;
/** Answers that nobody fetched (their command was killed) are removed about once a minute. */
const SWEEP_EVERY = 240;

/** A command's answer as it will be printed. */
export interface Reply {
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly code: number;
}

export interface MailboxOptions {
  readonly folder: string;
  /** `words` begins with who asks (`root` or `user`), then the command. */
  readonly answer: (words: readonly string[]) => Promise<Reply>;
  readonly now: () => number;
  readonly log: Log;
}

export interface Mailbox {
  /** Answers nothing new from now on; resolves when the last answer is written. */
  readonly stop: () => Promise<void>;
}

const replyText = ({ out, err, code }: Reply): string =>
  [
    ...out.flatMap((line) => line.split('\n')).map((line) => `o${line}`),
    ...err.flatMap((line) => line.split('\n')).map((line) => `e${line}`),
    `c${code}`,
    '',
  ].join('\n');

/** Answers the stand-ins of a practice server, one after the other, through files: lib/ask.sh is the other side.
 *
 * A request that was waiting while Pitwall did not run is answered when it comes back. An answer is written before its request is
 * removed, so that a crash in between repeats an act rather than losing it. */
export const openMailbox = ({ folder, answer, now, log }: MailboxOptions): Mailbox => {
  const requests = join(folder, 'requests');
  const replies = join(folder, 'replies');
  for (const path of [requests, replies]) mkdirSync(path, { recursive: true, mode: 0o700 });
  let stopped = false;
  let again = false;
  let working: Promise<void> | null = null;

  const age = (path: string): number | null => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? null : now() - stat.mtimeMs;
  };
  const sweep = (): void => {
    try {
      for (const name of readdirSync(replies))
        if ((age(join(replies, name)) ?? 0) > PATIENCE_MS) rmSync(join(replies, name), { force: true });
    } catch (error) {
      log.warn('a practice server’s mailbox cannot be swept', { folder, error });
    }
  };
  const handle = async (name: string): Promise<void> => {
    const path = join(requests, name);
    const waited = age(path);
    if (waited === null) return;
    if (waited <= PATIENCE_MS) {
      const words = readFileSync(path, 'utf8').split('\0').slice(0, -1);
      const reply = await answer(words).catch((error: unknown): Reply => {
        log.error('a practice server could not answer a command', { words, error });
        return { out: [], err: [`the practice range met a fault of its own: ${String(error)}`], code: 1 };
      });
      replaceFile(join(replies, name), replyText(reply));
    }
    rmSync(path, { force: true });
  };
  const work = async (): Promise<void> => {
    do {
      again = false;
      for (const name of readdirSync(requests).sort()) {
        if (stopped) return;
        await handle(name).catch((error: unknown) =>
          log.warn('a practice server’s request was not answered', { error }),
        );
      }
    } while (again && !stopped);
  };
  const look = (): void => {
    if (stopped) return;
    again = true;
    working ??= work()
      .catch((error: unknown) => log.warn('a practice server’s mailbox cannot be read', { folder, error }))
      .finally(() => {
        working = null;
        if (again) look();
      });
  };

  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(requests, { persistent: false }, look);
    watcher.on('error', (error) => log.warn('a practice server’s mailbox is polled only', { folder, error }));
  } catch (error) {
    log.warn('a practice server’s mailbox is polled only', { folder, error });
  }
  let polls = 0;
  const poll = setInterval(() => {
    polls += 1;
    if (polls % SWEEP_EVERY === 0) sweep();
    look();
  }, POLL_MS);
  poll.unref();
  sweep();
  look();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      watcher?.close();
      await working;
    },
  };
};
