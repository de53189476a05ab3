import type { OnProgress } from './patternDeps.ts';

interface Progress {
  readonly kind: 'progress';
  readonly done: number;
  readonly total: number;
}

/** Does work and tells how far it is; ends with what the work gave. Leaving the iterator aborts the work, and so does the signal.
 *
 * Progress that came while nobody looked is told once, as it stands. */
export async function* newsOf<Last>(
  signal: AbortSignal | undefined,
  work: (onProgress: OnProgress, signal: AbortSignal) => Promise<Last>,
): AsyncGenerator<Progress | Last, void, void> {
  const own = new AbortController();
  const both = signal === undefined ? own.signal : AbortSignal.any([signal, own.signal]);
  let latest: Progress | null = null;
  let wake = () => {};
  let result: { readonly value: Last } | null = null;
  const working = work((done, total) => {
    latest = { kind: 'progress', done, total };
    wake();
  }, both).then((value) => {
    result = { value };
  });
  const over = working.then(
    () => true,
    () => true,
  );
  try {
    for (let ended = false; !ended; ) {
      const news = new Promise<boolean>((resolve) => {
        wake = () => resolve(false);
      });
      ended = latest === null ? await Promise.race([over, news]) : false;
      const told: Progress | null = latest;
      latest = null;
      if (told !== null) yield told;
    }
    await working;
    const last = result as { readonly value: Last } | null;
    if (last !== null) yield last.value;
  } finally {
    own.abort(new Error('nobody waits for it any more'));
    await over;
  }
}
