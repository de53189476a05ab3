import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { LogLine, LogNews } from '../../../shared/logs/logLine.ts';
import type { LogSource } from './logSource.ts';
import { createLogView, type LogView } from './logView.ts';
import { ROW } from './virtualWindow.ts';

const VIEWPORT = 20 * ROW;

/** A log in memory that grows when it is told to, and can be made unreachable. */
const createGrowingLog = (textOf = (line: number) => `line ${String(line)}`) => {
  let lines = 0;
  let done = false;
  let reachable = true;
  let pages = 0;
  let atOnce = 0;
  let most = 0;
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const each of wakers) each();
  };
  const lineAt = (number: number): LogLine => {
    const text = textOf(number);
    return { number, text, bytes: text.length + 1, cut: false, at: null };
  };
  const source: LogSource = {
    page: async (from, count) => {
      pages += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      const total = lines;
      await Promise.resolve();
      atOnce -= 1;
      if (!reachable) throw new Error('unreachable');
      return {
        lines: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => lineAt(from + at)),
        total,
      };
    },
    watch: async (signal) =>
      (async function* (): AsyncGenerator<LogNews> {
        for (let told = -1; !signal.aborted; ) {
          if (!reachable) throw new Error('unreachable');
          if (told !== lines || done) {
            told = lines;
            yield { lines, bytes: lines * 100, done };
            if (done) return;
          } else
            await new Promise<void>((resolve) => {
              wakers.add(resolve);
            });
        }
      })(),
    isFinal: (error) => error instanceof Error && error.message === 'gone',
  };
  return {
    source,
    grow: (by: number) => {
      lines += by;
      wake();
    },
    end: () => {
      done = true;
      wake();
    },
    reach: (can: boolean) => {
      reachable = can;
      wake();
    },
    lines: () => lines,
    pages: () => pages,
    most: () => most,
  };
};

/** Frames and timers that pass when the test says so. */
const createStage = () => {
  let frame: (() => void) | null = null;
  const timers = new Set<() => void>();
  let frames = 0;
  return {
    nextFrame: (callback: () => void) => {
      frame = callback;
      return () => {
        frame = null;
      };
    },
    later: (callback: () => void) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
    frames: () => frames,
    /** Draws frames until nothing waits for one. */
    settle: async () => {
      for (let quiet = 0; quiet < 3; ) {
        await new Promise((resolve) => setImmediate(resolve));
        const now = frame;
        frame = null;
        if (now === null) quiet += 1;
        else {
          quiet = 0;
          frames += 1;
          now();
        }
      }
    },
    passTime: () => {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
    },
  };
};

const views: LogView[] = [];
const open = (log: ReturnType<typeof createGrowingLog>, startAt: number | null = null) => {
  const stage = createStage();
  const view = createLogView({ source: log.source, nextFrame: stage.nextFrame, later: stage.later, startAt });
  views.push(view);
  view.resize(VIEWPORT, 80);
  return { view, stage };
};
afterEach(() => {
  for (const view of views.splice(0)) view.dispose();
});

const seen = (view: LogView) => {
  const { from, lines } = view.state();
  return { from, to: from + lines.length, gaps: lines.filter((line) => line === undefined).length };
};

describe('the log view', () => {
  it('shows the end as the log grows, with never a gap', async () => {
    const log = createGrowingLog();
    const { view, stage } = open(log);
    let gaps = 0;
    view.subscribe(() => {
      gaps += seen(view).gaps;
    });
    for (const by of [1, 5, 100, 100_000, 900_000]) {
      log.grow(by);
      await stage.settle();
      expect(seen(view).to).toBe(log.lines());
    }
    expect(gaps).toBe(0);
    expect(log.most()).toBe(1);
    log.end();
    await stage.settle();
    expect(view.state()).toMatchObject({ done: true, total: 1_000_106, link: 'live' });
  });

  it('asks and draws at most once a frame however often the log grows', async () => {
    const log = createGrowingLog();
    const { view, stage } = open(log);
    let drawn = 0;
    view.subscribe(() => {
      drawn += 1;
    });
    for (let round = 0; round < 500; round += 1) {
      log.grow(1_000);
      await Promise.resolve();
    }
    await stage.settle();
    expect(drawn).toBeLessThanOrEqual(stage.frames());
    expect(log.pages()).toBeLessThanOrEqual(stage.frames());
    expect(seen(view).to).toBe(500_000);
  });

  it('stays where the user scrolled to, counts what came, and follows again at the end', async () => {
    const log = createGrowingLog();
    const { view, stage } = open(log);
    log.grow(1_000);
    await stage.settle();
    view.scrollBy(-10 * ROW);
    await stage.settle();
    expect(view.state()).toMatchObject({ following: false, from: 970 });
    log.grow(234);
    await stage.settle();
    expect(view.state()).toMatchObject({ following: false, from: 970, unseen: 234 });
    view.scrollBy(1_000_000);
    await stage.settle();
    expect(view.state()).toMatchObject({ following: true, unseen: 0 });
    log.grow(50);
    await stage.settle();
    expect(seen(view)).toEqual({ from: 1_264, to: 1_284, gaps: 0 });
  });

  it('shows any line that is asked for, and all around it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(999_999), { minLength: 1, maxLength: 6 }), async (targets) => {
        const log = createGrowingLog();
        log.grow(1_000_000);
        const { view, stage } = open(log);
        await stage.settle();
        for (const target of targets) {
          view.show(target);
          await stage.settle();
          const { from, to, gaps } = seen(view);
          expect([from <= target, target < to, gaps]).toEqual([true, true, 0]);
          expect(view.state().lines[target - from]?.text).toBe(`line ${String(target)}`);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is at every place of the scroll bar’s track, without asking for more than a page a frame', async () => {
    const log = createGrowingLog();
    log.grow(3_000_000);
    const { view, stage } = open(log);
    await stage.settle();
    for (let place = 8_000_000; place >= 0; place -= 613_000) view.scrollTo(place);
    const before = log.pages();
    await stage.settle();
    expect(log.pages() - before).toBeLessThanOrEqual(stage.frames());
    expect(seen(view).gaps).toBe(0);
    view.toStart();
    await stage.settle();
    expect(seen(view)).toEqual({ from: 0, to: 20, gaps: 0 });
  });

  it('follows wrapped lines to the very end', async () => {
    const log = createGrowingLog((line) => 'x'.repeat(1 + ((line * 37) % 400)));
    const { view, stage } = open(log);
    log.grow(5_000);
    view.setWrap(true);
    await stage.settle();
    const { from, lines, position, extent } = view.state();
    const height = lines.reduce((sum, _, at) => sum + extent.heightOf(from + at), -position.offset);
    expect(from + lines.length).toBe(5_000);
    expect(height).toBe(VIEWPORT);
    view.measured(new Map([[4_999, 10 * ROW]]));
    await stage.settle();
    expect(view.state().lines.length).toBeLessThanOrEqual(lines.length);
    expect(seen(view).to).toBe(5_000);
  });

  it('goes on where reading went on last time', async () => {
    const log = createGrowingLog();
    const { view, stage } = open(log, 300);
    log.grow(100);
    await stage.settle();
    log.grow(900);
    await stage.settle();
    expect(view.state()).toMatchObject({ from: 300, following: false, unseen: 0 });
  });

  it('says that the backend does not answer, and goes on by itself when it does', async () => {
    const log = createGrowingLog();
    const { view, stage } = open(log);
    log.grow(100);
    await stage.settle();
    log.reach(false);
    await stage.settle();
    expect(view.state().link).toBe('lost');
    expect(seen(view)).toMatchObject({ to: 100, gaps: 0 });
    stage.passTime();
    await stage.settle();
    expect(view.state().link).toBe('lost');
    log.grow(50);
    log.reach(true);
    view.retry();
    await stage.settle();
    expect(view.state()).toMatchObject({ link: 'live', total: 150 });
    expect(seen(view).to).toBe(150);
  });
});
