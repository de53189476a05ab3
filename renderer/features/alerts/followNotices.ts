import type { ToldNotice } from '../../../shared/alerts/alertNews.ts';

/** After a stream that broke, in milliseconds. What was told in between is in the list of alerts. */
const REST = 2_000;

export interface FollowNoticesDeps {
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<ToldNotice>>;
  readonly show: (notice: ToldNotice) => void;
  readonly signal: AbortSignal;
  readonly restMs?: number;
}

/** Shows every notice of the stream, and follows it again when the connection broke, until the signal aborts. */
export const followNotices = async ({ open, show, signal, restMs = REST }: FollowNoticesDeps): Promise<void> => {
  while (!signal.aborted) {
    try {
      for await (const notice of await open(signal)) show(notice);
    } catch {
      // The frame says that the connection is lost; here it is only tried again.
    }
    await new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, restMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
};
