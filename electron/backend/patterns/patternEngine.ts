import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CheckedFile } from '../../../shared/patterns/checkedFile.ts';
import { CheckedFile as CheckedFileSchema } from '../../../shared/patterns/checkedFile.ts';
import type { CheckAnswer, CheckOrder } from './engineMessages.ts';

/** Checks Python files, in a thread of its own. */
export interface PatternEngine {
  /** Of Ruff, as the loaded engine names itself. */
  readonly version: () => Promise<string>;
  /** Never rejects for a file's sake: a file that breaks an engine is answered as unchecked. Rejects with the signal's reason. */
  readonly check: (file: Omit<CheckOrder, 'order'>, signal?: AbortSignal) => Promise<CheckedFile>;
  readonly dispose: () => Promise<void>;
}

/** A file of the largest size takes about two seconds on a slow core; a thread that is silent for so long hangs. */
const SILENT_MS = 60_000;
/** The engine's 10 MB of code and its memory are let go when nobody asked for so long. */
const IDLE_MS = 5 * 60_000;
/** A file that makes an engine take more is answered as unchecked. */
const HEAP_MB = 768;

/** Beside this file when it runs as it is written; beside or above its chunk when it was built (see electron.vite.config.ts). */
const workerFile = (): URL => {
  const places = ['./patternWorker.ts', './patternWorker.js', '../patternWorker.js'].map(
    (place) => new URL(place, import.meta.url),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`the checking thread is not where it should be: ${places.map(String).join(', ')}`);
  return found;
};

interface Waiting {
  readonly order: CheckOrder;
  readonly resolve: (result: CheckedFile) => void;
}

/** Makes an engine that starts its thread when it is first asked.
 *
 * One file is with the thread at a time, so that the one that breaks it is known; the thread is then ended and the next file gets a new one. */
export const createPatternEngine = (
  options: { readonly worker?: URL; readonly silentMs?: number } = {},
): PatternEngine => {
  const { silentMs = SILENT_MS } = options;
  const queue: Waiting[] = [];
  let current: Waiting | null = null;
  let thread: Worker | null = null;
  let ready: Promise<string> | null = null;
  let failStart: (error: Error) => void = () => {};
  let silence: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let orders = 0;
  let ended = false;

  const start = (): Promise<string> => {
    if (ready !== null) return ready;
    const made = new Worker(options.worker ?? workerFile(), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    made.unref();
    thread = made;
    ready = new Promise((resolve, reject) => {
      failStart = reject;
      made.on('message', (answer: CheckAnswer) => {
        if (thread !== made) return;
        if (answer.kind === 'ready') resolve(answer.version);
        else take(answer);
      });
    });
    ready.catch(() => {});
    const lost = (why: string) => {
      if (thread !== made) return;
      failStart(new Error(why));
      drop();
      settle(unchecked(why));
    };
    made.on('error', (error) => lost(`The checking thread broke: ${String(error).slice(0, 200)}`));
    made.on('exit', () => lost('The checking thread ended.'));
    return ready;
  };
  const drop = () => {
    const old = thread;
    thread = null;
    ready = null;
    void old?.terminate();
  };
  const unchecked = (message: string): CheckedFile => ({
    findings: [],
    suppressions: [],
    notices: [],
    unchecked: { path: current?.order.path ?? '', why: 'engine', message },
  });
  const settle = (result: CheckedFile) => {
    clearTimeout(silence);
    const done = current;
    current = null;
    done?.resolve(result);
    next();
  };
  const take = ({ order, broken, result }: CheckAnswer & { readonly kind: 'checked' }) => {
    if (order !== current?.order.order) return;
    if (broken) drop();
    settle(CheckedFileSchema.parse(result));
  };
  const next = () => {
    clearTimeout(idle);
    if (current !== null || ended) return;
    const waiting = queue.shift();
    if (waiting === undefined) {
      idle = setTimeout(drop, IDLE_MS);
      idle.unref();
      return;
    }
    current = waiting;
    silence = setTimeout(() => {
      drop();
      settle(unchecked(`The rules did not come to an end within ${silentMs / 1000} s.`));
    }, silentMs);
    start().then(
      () => thread?.postMessage(waiting.order),
      () => {},
    );
  };
  return {
    version: async () => await start(),
    check: (file, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true || ended) return reject(signal?.reason ?? new Error('the engine has ended'));
        const stop = () => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
        };
        const waiting: Waiting = {
          order: { ...file, order: ++orders },
          resolve: (result) => {
            signal?.removeEventListener('abort', stop);
            resolve(result);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        queue.push(waiting);
        next();
      }),
    dispose: async () => {
      ended = true;
      clearTimeout(silence);
      clearTimeout(idle);
      const old = thread;
      drop();
      await old?.terminate();
      settle(unchecked('Pitwall was closed.'));
      for (const waiting of queue.splice(0)) waiting.resolve(unchecked('Pitwall was closed.'));
    },
  };
};
