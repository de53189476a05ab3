import { useCallback, useEffect, useRef, useState } from 'react';
import { type DescribedFailure, describeFailure } from '../../backend/failure.ts';

export type NewsRun<Last> =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly last: Last }
  | { readonly kind: 'failed'; readonly failure: DescribedFailure };

interface Progress {
  readonly kind: 'progress';
  readonly done: number;
  readonly total: number;
}

/** Follows work that tells its progress and ends with a result; a new start, cancelling and leaving the screen end it. */
export const useNewsRun = <Last extends { readonly kind: string }>() => {
  const [run, setRun] = useState<NewsRun<Last>>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback(
    async (
      open: (signal: AbortSignal) => Promise<AsyncIterable<Progress | Last>>,
      onDone: (last: Last) => void = () => {},
    ): Promise<void> => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setRun({ kind: 'running', done: 0, total: 0 });
      try {
        for await (const news of await open(control.signal)) {
          if (control.signal.aborted) return;
          if (isProgress(news))
            setRun(news.total === 0 ? { kind: 'running', done: 0, total: 0 } : { ...news, kind: 'running' });
          else {
            setRun({ kind: 'done', last: news });
            onDone(news);
          }
        }
      } catch (error) {
        if (!control.signal.aborted) setRun({ kind: 'failed', failure: describeFailure(error) });
      }
    },
    [],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setRun({ kind: 'none' });
  }, []);
  return { run, start, cancel };
};

const isProgress = (news: { readonly kind: string }): news is Progress => news.kind === 'progress';
