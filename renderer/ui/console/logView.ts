import { LOG_PAGE_MAX, type LogLine, type LogNews } from '../../../shared/logs/logLine.ts';
import { withoutColors } from './ansiSpans.ts';
import { foldProgress } from './foldProgress.ts';
import { createLineCache } from './lineCache.ts';
import type { LogSource } from './logSource.ts';
import {
  clampPosition,
  type Extent,
  endPosition,
  isAtEnd,
  movePosition,
  type Position,
  positionAt,
  positionShowing,
  ROW,
  start,
  visibleLines,
} from './virtualWindow.ts';
import { watchNews } from './watchNews.ts';

/** What the console shows. A new value for every drawn frame in which something changed. */
export interface LogViewState {
  /** Lines the log has, also those not drawn yet. */
  readonly total: number;
  readonly bytes: number;
  readonly done: boolean;
  readonly link: 'connecting' | 'live' | 'lost' | 'gone';
  /** Why it is lost or gone; null when nobody said. */
  readonly trouble: unknown;
  /** The view keeps to the end as lines come. */
  readonly following: boolean;
  /** Lines that came since following was paused. */
  readonly unseen: number;
  readonly position: Position;
  readonly from: number;
  readonly lines: readonly (LogLine | undefined)[];
  /** What positions are measured by. */
  readonly extent: Extent;
  readonly wrap: boolean;
}

export interface LogView {
  readonly state: () => LogViewState;
  readonly subscribe: (listener: () => void) => () => void;
  /** The view's size: its height in pixels and how many characters fit beside each other (for wrapped lines). */
  readonly resize: (height: number, columns: number) => void;
  readonly setWrap: (wrap: boolean) => void;
  /** Heights of wrapped lines as they were drawn. */
  readonly measured: (heights: ReadonlyMap<number, number>) => void;
  readonly scrollBy: (pixels: number) => void;
  /** The scroll bar was moved to this place on its track. */
  readonly scrollTo: (scrollTop: number) => void;
  readonly show: (line: number) => void;
  /** Puts a line at the top edge. */
  readonly goTo: (line: number) => void;
  readonly toStart: () => void;
  readonly follow: () => void;
  readonly pause: () => void;
  /** Tries at once what would be tried again in a moment. */
  readonly retry: () => void;
  readonly dispose: () => void;
}

export interface LogViewDeps {
  readonly source: LogSource;
  /** Calls back once, before the next frame is drawn; returns its undo. */
  readonly nextFrame: (callback: () => void) => () => void;
  readonly later: (callback: () => void, milliseconds: number) => () => void;
  /** Where reading went on last time; null to keep to the end. */
  readonly startAt: number | null;
}

/** Between two tries when the backend does not answer. */
const RETRY_AFTER = 1_000;

/** Heights of wrapped lines that are remembered; the rest is estimated from the text. */
const HEIGHTS_MAX = 20_000;

/** The view of a log that the backend owns. It holds the lines in sight and some more, asks for what is missing one request at a time, and
 * tells of changes at most once a frame, however fast the log grows. */
export const createLogView = ({ source, nextFrame, later, startAt }: LogViewDeps): LogView => {
  const over = new AbortController();
  const cache = createLineCache();
  const listeners = new Set<() => void>();
  const heights = new Map<number, number>();

  let news: LogNews = { lines: 0, bytes: 0, done: false };
  let stream: LogViewState['link'] = 'connecting';
  let pageFailed = false;
  let trouble: unknown = null;
  let following = startAt === null;
  let pausedAt = 0;
  /** The line to go to as soon as the log is known to have it. */
  let wanted = startAt;
  /** Lines up to which the end was read: what a following view draws, so that it never draws a gap. */
  let shown = 0;
  let position = start;
  let wrap = false;
  let viewport = 0;
  let columns = 80;
  let asking = false;
  let changed = false;
  let cancelFrame: (() => void) | null = null;
  let cancelRetry: (() => void) | null = null;

  const heightOf = (line: number): number => {
    if (!wrap) return ROW;
    const known = heights.get(line);
    if (known !== undefined) return known;
    const length = withoutColors(foldProgress(cache.get(line)?.text ?? '').text).length;
    return Math.max(1, Math.ceil(length / columns)) * ROW;
  };
  const extent = (): Extent => ({ total: following ? shown : news.lines, viewport, heightOf });

  const compute = (): LogViewState => {
    const measuredBy = extent();
    const { from, to } = visibleLines(position, measuredBy);
    return {
      total: news.lines,
      bytes: news.bytes,
      done: news.done,
      link: pageFailed && stream !== 'gone' ? 'lost' : stream,
      trouble,
      following,
      unseen: following ? 0 : Math.max(0, news.lines - pausedAt),
      position,
      from,
      lines: Array.from({ length: to - from }, (_, at) => cache.get(from + at)),
      extent: measuredBy,
      wrap,
    };
  };
  let state = compute();

  const publish = () => {
    changed = false;
    state = compute();
    for (const listener of listeners) listener();
  };

  /** The stretch to ask for now: what is in sight first, then as much again above and below. */
  const wantedStretch = (): { readonly from: number; readonly to: number } | null => {
    if (viewport === 0 || news.lines === 0) return null;
    const fits = Math.ceil(viewport / ROW) + 1;
    if (following) return cache.missing(Math.max(0, news.lines - fits), news.lines);
    const sight = visibleLines(position, extent());
    return (
      cache.missing(sight.from, sight.to) ??
      cache.missing(Math.max(0, sight.from - fits), Math.min(news.lines, sight.to + fits))
    );
  };

  const keepInPlace = () => {
    position = following ? endPosition(extent()) : clampPosition(position, extent());
  };

  const ask = () => {
    if (asking || stream === 'gone' || cancelRetry !== null) return;
    const stretch = wantedStretch();
    if (stretch === null) {
      if (following && news.lines > 0) {
        const end = endPosition({ ...extent(), total: news.lines });
        changed ||= shown !== news.lines || position.line !== end.line || position.offset !== end.offset;
        shown = news.lines;
        position = end;
      }
      return;
    }
    asking = true;
    const count = Math.min(LOG_PAGE_MAX, stretch.to - stretch.from);
    source.page(stretch.from, count, over.signal).then(
      ({ lines, total }) => {
        asking = false;
        // An answer without a line would be asked for again in every frame.
        if (lines.length === 0) return tryLater();
        pageFailed = false;
        cache.put(lines, total);
        if (following && viewport > 0) {
          // What was asked for reached to the end as it was then; it is drawn now, and what came since is asked for in the next frame.
          const last = lines.at(-1);
          if (last !== undefined && last.number + 1 > shown) {
            shown = last.number + 1;
            keepInPlace();
          }
        }
        changed = true;
        schedule();
      },
      (error: unknown) => {
        asking = false;
        failed(error);
      },
    );
  };

  const failed = (error: unknown) => {
    if (over.signal.aborted) return;
    trouble = error;
    if (source.isFinal(error)) stream = 'gone';
    else pageFailed = true;
    touch();
    if (pageFailed) tryLater();
  };
  const tryLater = () => {
    cancelRetry = later(() => {
      cancelRetry = null;
      schedule();
    }, RETRY_AFTER);
  };

  const frame = () => {
    cancelFrame = null;
    ask();
    if (changed) publish();
  };
  const schedule = () => {
    if (over.signal.aborted) return;
    cancelFrame ??= nextFrame(frame);
  };

  const touch = () => {
    changed = true;
    schedule();
  };

  /** Goes to where reading went on last time, once the view has a size and the log is known to reach there. */
  const goToWanted = () => {
    if (wanted === null || viewport === 0 || (wanted >= news.lines && !news.done)) return;
    position = clampPosition({ line: wanted, offset: 0 }, extent());
    pausedAt = news.lines;
    wanted = null;
  };

  const wakers = new Set<() => void>();
  const pauseBetweenTries = () =>
    new Promise<void>((resolve) => {
      const wake = () => {
        undo();
        wakers.delete(wake);
        resolve();
      };
      const undo = later(wake, RETRY_AFTER);
      wakers.add(wake);
    });

  void watchNews(
    source,
    {
      onNews: (next) => {
        if (next.bytes !== news.bytes) cache.grew();
        news = next;
        stream = 'live';
        goToWanted();
        touch();
      },
      onBreak: (error, final) => {
        trouble = error;
        stream = final ? 'gone' : 'lost';
        touch();
      },
      pause: pauseBetweenTries,
    },
    over.signal,
  );

  const setFollowing = (next: boolean) => {
    if (following === next) return;
    following = next;
    if (next) shown = Math.max(shown, visibleLines(position, allLines()).to);
    else pausedAt = news.lines;
  };
  const allLines = (): Extent => ({ total: news.lines, viewport, heightOf });

  /** After the user moved: at the end means to follow, anywhere else to stay. */
  const moved = (next: Position, measuredBy: Extent) => {
    wanted = null;
    position = next;
    setFollowing(isAtEnd(next, measuredBy));
    touch();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resize: (height, fit) => {
      if (height === viewport && fit === columns) return;
      if (fit !== columns) heights.clear();
      viewport = height;
      columns = Math.max(1, fit);
      keepInPlace();
      goToWanted();
      touch();
    },
    setWrap: (next) => {
      wrap = next;
      heights.clear();
      position = { line: position.line, offset: 0 };
      keepInPlace();
      touch();
    },
    measured: (drawn) => {
      if (!wrap) return;
      if (heights.size > HEIGHTS_MAX) heights.clear();
      let differs = false;
      for (const [line, height] of drawn) {
        if (heightOf(line) !== height) differs = true;
        heights.set(line, height);
      }
      if (!differs) return;
      keepInPlace();
      publish();
      schedule();
    },
    scrollBy: (pixels) => {
      // Down is where a following view goes anyway.
      if (!following || pixels < 0) moved(movePosition(position, pixels, extent()), extent());
    },
    scrollTo: (scrollTop) => moved(positionAt(scrollTop, extent()), extent()),
    show: (line) => {
      wanted = null;
      setFollowing(false);
      position = positionShowing(line, position, allLines());
      touch();
    },
    goTo: (line) => moved(clampPosition({ line, offset: 0 }, allLines()), allLines()),
    toStart: () => moved(start, allLines()),
    follow: () => {
      wanted = null;
      setFollowing(true);
      touch();
    },
    pause: () => {
      setFollowing(false);
      touch();
    },
    retry: () => {
      cancelRetry?.();
      cancelRetry = null;
      for (const wake of wakers) wake();
      schedule();
    },
    dispose: () => {
      over.abort();
      cancelFrame?.();
      cancelRetry?.();
      for (const wake of wakers) wake();
      listeners.clear();
    },
  };
};
