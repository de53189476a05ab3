import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { LogSource } from './logSource.ts';

interface Listener {
  readonly onNews: (news: LogNews) => void;
  /** The stream broke, by the error or (null) by its own end; unless `final` it is asked for again after a pause. */
  readonly onBreak: (error: unknown, final: boolean) => void;
  /** Waits between two tries; resolves early when a try is wanted at once. */
  readonly pause: () => Promise<void>;
}

/** Listens to a log's news until the last one, over as many breaks as there are. News are absolute counts, so a break loses nothing. */
export const watchNews = async (
  source: LogSource,
  { onNews, onBreak, pause }: Listener,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      for await (const news of await source.watch(signal)) {
        onNews(news);
        if (news.done || signal.aborted) return;
      }
      onBreak(null, false);
    } catch (error) {
      if (signal.aborted) return;
      const final = source.isFinal(error);
      onBreak(error, final);
      if (final) return;
    }
    await pause();
  }
};
