import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { Failure } from '../../../shared/errors.ts';
import type { ReportOrderKind, ReportOrders } from './reportOrders.ts';

export interface ReportAsked {
  readonly id: number;
  readonly kind: ReportOrderKind;
  readonly order: unknown;
}
export type ReportSaid =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly why: string };

/** Reads reports, in a thread of its own. */
export interface ReportEngine {
  /** Rejects with a Failure when the thread ended, hung or ran out of memory over it; the next order gets a new thread.
   *
   * Bytes in `moved` are handed over: they are gone here afterwards. */
  readonly ask: <Kind extends ReportOrderKind>(
    kind: Kind,
    order: ReportOrders[Kind]['order'],
    moved?: readonly Uint8Array[],
  ) => Promise<ReportOrders[Kind]['answer']>;
  readonly dispose: () => Promise<void>;
}

/** A report of the largest size takes some ten seconds on a slow core; a thread that is silent for so long hangs. */
const SILENT_MS = 120_000;
const IDLE_MS = 60_000;
/** The largest reports that tests write take half of it; one that was made to take more is refused. */
const HEAP_MB = 1536;

/** Beside this file when it runs as it is written; beside or above its chunk when it was built (see electron.vite.config.ts). */
const workerFile = (): URL => {
  const places = ['./reportWorker.ts', './reportWorker.js', '../reportWorker.js'].map(
    (place) => new URL(place, import.meta.url),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`the reading thread is not where it should be: ${places.map(String).join(', ')}`);
  return found;
};

const refused = (why: string, act = 'Try once more; if it happens again, split the report by suite.'): Failure =>
  new Failure('REFUSED', `The report could not be read: ${why}`, { act });

/** Small buffers share their memory with others, which must stay here: they are copied. */
const isAlone = ({ byteLength, buffer }: Uint8Array): boolean => buffer.byteLength === byteLength;

interface Waiting {
  readonly asked: ReportAsked;
  readonly moved: readonly Uint8Array[];
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Failure) => void;
}

/** Makes an engine that starts its thread when it is first asked. One order is with the thread at a time, so that the one that breaks it is known
 * and no two large reports are in memory at once. */
export const createReportEngine = (
  options: { readonly worker?: URL; readonly silentMs?: number; readonly heapMb?: number } = {},
): ReportEngine => {
  const { silentMs = SILENT_MS, heapMb = HEAP_MB } = options;
  const queue: Waiting[] = [];
  let current: Waiting | null = null;
  let thread: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ids = 0;
  let ended = false;

  const drop = () => {
    const old = thread;
    thread = null;
    return old?.terminate();
  };
  const settle = (end: (waiting: Waiting) => void) => {
    clearTimeout(timer);
    const done = current;
    current = null;
    if (done !== null) end(done);
    next();
  };
  const start = (): Worker => {
    if (thread !== null) return thread;
    const made = new Worker(options.worker ?? workerFile(), { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    made.unref();
    thread = made;
    const lost = (failure: Failure) => {
      if (thread !== made) return;
      thread = null;
      settle(({ reject }) => reject(failure));
    };
    made.on('message', (said: ReportSaid) => {
      if (thread !== made || said.id !== current?.asked.id) return;
      settle(({ resolve, reject }) => (said.ok ? resolve(said.answer) : reject(refused(said.why))));
    });
    made.on('error', (error: NodeJS.ErrnoException) =>
      lost(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? refused(`it takes more than ${heapMb} MiB of memory.`, 'Split the report by suite.')
          : refused(`the reading thread broke: ${String(error).slice(0, 200)}`),
      ),
    );
    made.on('exit', () => lost(refused('the reading thread ended.')));
    return made;
  };
  const next = () => {
    if (current !== null || ended) return;
    clearTimeout(timer);
    const waiting = queue.shift();
    if (waiting === undefined) {
      timer = setTimeout(() => void drop(), IDLE_MS);
      timer.unref();
      return;
    }
    current = waiting;
    timer = setTimeout(() => {
      void drop();
      settle(({ reject }) => reject(refused(`it did not come to an end within ${silentMs / 1000} s.`)));
    }, silentMs);
    try {
      start().postMessage(
        waiting.asked,
        waiting.moved.filter(isAlone).map(({ buffer }) => buffer as ArrayBuffer),
      );
    } catch (error) {
      settle(({ reject }) => reject(refused(String(error).slice(0, 200))));
    }
  };
  return {
    ask: <Kind extends ReportOrderKind>(
      kind: Kind,
      order: ReportOrders[Kind]['order'],
      moved: readonly Uint8Array[] = [],
    ) =>
      new Promise<ReportOrders[Kind]['answer']>((resolve, reject) => {
        if (ended) return reject(refused('Pitwall was closed.'));
        const asked = { id: ++ids, kind, order };
        queue.push({ asked, moved, resolve: (answer) => resolve(answer as ReportOrders[Kind]['answer']), reject });
        next();
      }),
    dispose: async () => {
      ended = true;
      const over = drop();
      settle(({ reject }) => reject(refused('Pitwall was closed.')));
      for (const { reject } of queue.splice(0)) reject(refused('Pitwall was closed.'));
      await over;
    },
  };
};
