import type { EnvironmentId } from '../../../shared/ids.ts';
import { clockApart, clockInWords, type SaidTime } from '../../../shared/monitor/clockApart.ts';
import type { ExceptionGroup, ExceptionGroupId } from '../../../shared/monitor/exceptionGroup.ts';
import type { JournalState, SeenGroup } from '../../../shared/monitor/exceptionsContract.ts';
import type { UnitState } from '../../../shared/monitor/unitState.ts';
import { createPerEnvironment } from '../live/perEnvironment.ts';
import { keepConnected } from '../ssh/keepConnected.ts';
import { createExceptionCommands } from './exceptionCommands.ts';
import { createExceptionCounter } from './exceptionCounter.ts';
import { listExceptions } from './exceptionTable.ts';
import { followUnit } from './followUnit.ts';
import type { JournalDeps } from './journalDeps.ts';
import { createJournalLines } from './journalLines.ts';
import { createUnitBook } from './unitBook.ts';
import { unitSamples, watchUnits } from './watchUnits.ts';

const LISTED = 200;
export const UNITS_EVERY = 15_000;

export interface JournalService {
  readonly start: () => void;
  readonly state: (id: EnvironmentId) => JournalState;
  readonly exceptions: (id: EnvironmentId) => readonly ExceptionGroup[];
  /** Throws GONE when there is no such group any more. */
  readonly resolve: (id: ExceptionGroupId) => ExceptionGroup;
  readonly merge: (groups: readonly SeenGroup[]) => ExceptionGroup;
  readonly split: (seen: SeenGroup, out: readonly ExceptionGroupId[]) => readonly ExceptionGroup[];
  /** The newest lines of the app's journal, oldest first; none where it is not followed. */
  readonly lines: (id: EnvironmentId) => readonly string[];
  readonly connectionChanged: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

/** Follows the journal and the state of the units of every environment that is watched. */
export const createJournalService = (deps: JournalDeps): JournalService => {
  const { db, feed, clock, environmentOf } = deps;
  const nothing: JournalState = { state: 'off', since: clock.now(), reason: null, units: [], history: [], notes: [] };
  const commands = createExceptionCommands(deps);

  const begin = (id: EnvironmentId) => {
    const abort = new AbortController();
    const { signal } = abort;
    const environment = environmentOf(id);
    const unit = environment?.unit ?? '';
    const units = [...new Set([unit, environment?.nginxUnit ?? ''])].filter((each) => each !== '');
    let state: JournalState = { ...nothing, state: 'connecting', since: clock.now() };
    const publish = () => {
      if (!signal.aborted) feed.publish('exception', id);
    };
    const counter = createExceptionCounter({
      ...deps,
      environment: id,
      unit,
      appPath: () => environmentOf(id)?.appPath ?? '/',
      onCounted: publish,
    });
    const recent = createJournalLines();
    const book = createUnitBook(db, id);

    const onUnits = (found: readonly UnitState[]): void => {
      const at = clock.now();
      book.take(found, at);
      if (found.length > 0)
        deps.record(
          id,
          unitSamples(found, (each) => book.restarts(each, at)).map((sample) => ({ ...sample, at })),
        );
      if (JSON.stringify(found) === JSON.stringify(state.units)) return;
      state = { ...state, units: [...found] };
      publish();
    };
    let ahead = 0;
    const onClock = (said: SaidTime): void => {
      const before = clockInWords(ahead);
      ahead = clockApart(ahead, said);
      counter.setAhead(ahead);
      if (clockInWords(ahead) !== before) publish();
    };
    const once = async (session: Parameters<typeof followUnit>[0], live: () => void, outer: AbortSignal) => {
      const over = new AbortController();
      const inner = AbortSignal.any([outer, over.signal]);
      const watching = watchUnits(
        session,
        units,
        { clock, intervalMs: deps.intervalMs ?? UNITS_EVERY },
        { onUnits, onClock },
        inner,
      );
      watching.catch(() => undefined);
      try {
        await Promise.race([
          followUnit(session, { clock, unit, counter, recent, onLive: live, onClock }, inner),
          watching,
        ]);
      } finally {
        over.abort();
        await watching.catch(() => undefined);
      }
    };
    const over = Promise.resolve().then(() =>
      keepConnected(
        {
          ...deps,
          what: `journal of ${unit}`,
          connect: (stop) => deps.connect(id, stop),
          pausedBecause: () => {
            const there = environmentOf(id);
            return there === null ? 'it is no longer there' : deps.pausedBecause(there);
          },
          once,
          onState: (next) => {
            // Between two attempts it stays lost, with the reason, until it is live again.
            if (
              state.state === next.state
                ? state.reason === next.reason
                : state.state === 'lost' && next.state === 'connecting'
            )
              return;
            state = { ...state, ...next, since: state.state === next.state ? state.since : clock.now() };
            publish();
          },
        },
        signal,
      ),
    );
    return {
      state: (): JournalState => ({
        ...state,
        history: units.map((each) => book.of(each, clock.now())),
        notes: [clockInWords(ahead) ?? []].flat(),
      }),
      lines: recent.lines,
      stop: async () => {
        abort.abort();
        await over;
      },
    };
  };

  const watched = createPerEnvironment({
    ...deps,
    keyOf: (id) => {
      const environment = environmentOf(id);
      if (environment === null || !deps.settingsOf(environment).enabled) return null;
      return JSON.stringify([environment.unit, environment.nginxUnit]);
    },
    begin,
    onChange: (id) => feed.publish('exception', id),
  });

  return {
    start: watched.start,
    state: (id) => watched.of(id)?.state() ?? nothing,
    exceptions: (id) => listExceptions(db, id, LISTED),
    ...commands,
    lines: (id) => watched.of(id)?.lines() ?? [],
    connectionChanged: watched.again,
    dispose: watched.dispose,
  };
};
