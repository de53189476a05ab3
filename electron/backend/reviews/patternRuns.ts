import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { PatternReport } from '../../../shared/patterns/patternReport.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** Reports that are kept, so that a page does not wait for one that was made a moment ago. */
const KEPT = 200;
/** Milliseconds between two words about the progress of a check: more often nobody reads it. */
const TOLD_EVERY = 1_000;
/** Milliseconds for which a check that failed is not tried again by a page that only looks. */
const FAILED_FOR = 30_000;

interface Asked {
  readonly project: ProjectId;
  readonly base: Revision;
  readonly head: Revision;
}

/** How far a check is. */
export type PatternRun =
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: PatternReport }
  | { readonly kind: 'failed'; readonly error: unknown; readonly at: number };

interface Going {
  /** What pages are told. One that is made anew to be sure does not take away what was known. */
  state: PatternRun;
  isOver: boolean;
  readonly project: ProjectId;
  readonly report: Promise<PatternReport>;
  /** Changes whose pages look. */
  readonly lookers: Set<ChangeId>;
  toldAt: number;
}

/** Checks of the pattern rules for reviews, each made once at a time.
 *
 * A page takes what is known and is told by the live stream when there is more; a merge and the lists wait. A check goes on when the page that began it
 * is left: the next one wants it, too. */
export const createPatternRuns = ({
  checkPatterns,
  clock,
  feed,
}: Pick<ReviewDeps, 'checkPatterns' | 'clock' | 'feed'>) => {
  const ending = new AbortController();
  const runs = new Map<string, Going>();
  const keyOf = ({ project, base, head }: Asked): string => `${project} ${base} ${head}`;

  const tell = (run: Going): void => {
    run.toldAt = clock.now();
    for (const change of run.lookers) feed.publish('change', change);
  };

  const start = (asked: Asked): Going => {
    const key = keyOf(asked);
    const before = runs.get(key)?.state;
    const run: Going = {
      state: before?.kind === 'done' ? before : { kind: 'running', done: 0, total: 0 },
      isOver: false,
      project: asked.project,
      report: checkPatterns({
        ...asked,
        signal: ending.signal,
        onProgress: (done, total) => {
          if (run.state.kind !== 'running') return;
          run.state = { kind: 'running', done, total };
          if (clock.now() - run.toldAt >= TOLD_EVERY) tell(run);
        },
      }),
      lookers: new Set(),
      toldAt: clock.now(),
    };
    runs.delete(key);
    runs.set(key, run);
    const end = (state: PatternRun): void => {
      run.state = state;
      run.isOver = true;
      // What was begun anew meanwhile says the same, or more.
      if (!ending.signal.aborted && runs.get(key) === run) tell(run);
      run.lookers.clear();
    };
    run.report.then(
      (report) => end({ kind: 'done', report }),
      (error: unknown) => end({ kind: 'failed', error, at: clock.now() }),
    );
    for (const oldest of runs.keys()) {
      if (runs.size <= KEPT) break;
      runs.delete(oldest);
    }
    return run;
  };

  const going = (asked: Asked): Going | null => {
    const run = runs.get(keyOf(asked));
    return run === undefined || run.isOver ? null : run;
  };

  return {
    /** The report as it is now: one that is going on is waited for, else it is made anew. Leaving the wait ends no check. */
    wait: async (asked: Asked, signal: AbortSignal | undefined): Promise<PatternReport> => {
      const { report } = going(asked) ?? start(asked);
      if (signal === undefined) return report;
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const leave = () => reject(signal.reason);
        signal.addEventListener('abort', leave, { once: true });
        report.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
    /** Begins a check where nothing is known; call it before other work, so that a quick one is done after that. */
    begin: (asked: Asked): void => {
      const { state } = runs.get(keyOf(asked)) ?? start(asked);
      if (state.kind === 'failed' && clock.now() - state.at >= FAILED_FOR) start(asked);
    },
    /** What is known now. While it runs the change is published, at the latest when it ends. */
    look: (asked: Asked, change: ChangeId): PatternRun => {
      const run = runs.get(keyOf(asked)) ?? start(asked);
      if (run.state.kind === 'running') run.lookers.add(change);
      return run.state;
    },
    /** The rules, the baseline or the settings are others now: what is known of a project may no longer hold. */
    forget: (project: ProjectId): void => {
      for (const [key, run] of runs) if (run.project === project) runs.delete(key);
    },
    dispose: async (): Promise<void> => {
      const left = [...runs.values()].map(({ report }) => report);
      ending.abort(new Error('Pitwall ends'));
      await Promise.allSettled(left);
    },
  };
};
export type PatternRuns = ReturnType<typeof createPatternRuns>;
