import { closeSync, constants, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Following, Run } from '../../../shared/deploys/run.ts';
import type { RunnerStatus } from '../../../shared/deploys/runnerCommands.ts';
import { type RunnerEvent, readRunnerEvents } from '../../../shared/deploys/runnerEvents.ts';
import { runProgress } from '../../../shared/deploys/runProgress.ts';
import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { Clock } from '../clock.ts';
import { appendWhole, fileFailure } from '../logs/appendWhole.ts';
import { createLogTeller } from '../logs/logTeller.ts';
import { createRedactor } from '../logs/redactor.ts';
import { openRunLog, type RunLog } from '../logs/runLogFile.ts';
import type { StoredRun } from './runTable.ts';

/** A clock that differs by less is taken as equal: the difference may be the link's delay. */
const OFFSET_WORTH_USING = 2_000;

/** A run that is not over, with its files: the one place that changes it. */
export interface LiveRun {
  readonly stored: () => StoredRun;
  readonly shown: () => Run;
  readonly events: () => readonly RunnerEvent[];
  readonly log: RunLog;
  /** Raw bytes of the target's journal and log that are here: where following goes on. */
  readonly eventsReceived: () => number;
  readonly logReceived: () => number;
  /** Both take all of the bytes or none, and then throw Failure STORAGE: what was not taken is to be read from the target again. */
  readonly appendEvents: (bytes: Buffer) => void;
  readonly appendLog: (bytes: Buffer) => void;
  /** The target's last word on a run whose journal does not tell its end: the step that was going on is interrupted, the rest skipped. */
  readonly applyStatus: (status: RunnerStatus) => void;
  readonly change: (patch: Partial<StoredRun>) => void;
  readonly setFollowing: (state: Following['state'], message: string | null) => void;
  /** News of the log until the run is over or the signal aborts. */
  readonly watch: (signal: AbortSignal) => AsyncGenerator<LogNews, void, void>;
  /** Writes what the redactor holds back, tells the watchers that the log is whole, closes the files. */
  readonly finish: () => void;
}

export interface LiveRunDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly secrets: readonly string[];
  /** Does a small writing that must succeed even on a full disk. */
  readonly spendReserve: <Result>(work: () => Result) => Result;
  /** Writes the changed run; the row is the caller's. */
  readonly save: (run: StoredRun) => void;
  readonly publish: () => void;
}

export const createLiveRun = (initial: StoredRun, deps: LiveRunDeps): LiveRun => {
  const { folder, clock, save, publish } = deps;
  const log = openRunLog(folder, initial.id);
  let redactor = createRedactor(deps.secrets);
  const journal = join(folder, `${initial.id}.events`);
  const planned = initial.steps;

  let run = initial;
  let journalBytes = existsSync(journal) ? readFileSync(journal) : Buffer.alloc(0);
  let events = readRunnerEvents(journalBytes);
  let received = log.size;
  let following: Following = { state: 'connecting', since: clock.now(), message: null };
  const news = createLogTeller(log, clock);

  const writeJournal = (bytes: Buffer) => {
    try {
      const file = openSync(journal, constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        deps.spendReserve(() => appendWhole(file, bytes, journalBytes.length));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw fileFailure(error);
    }
  };

  const change = (patch: Partial<StoredRun>) => {
    run = { ...run, ...patch };
    save(run);
    publish();
  };

  const stepsAt = (clockOffset: number, status: RunnerStatus | null) =>
    runProgress(planned, events, status).map((step) =>
      step.startedAt === null ? step : { ...step, startedAt: Math.max(0, Math.round(step.startedAt + clockOffset)) },
    );

  const applyEvents = () => {
    events = readRunnerEvents(journalBytes);
    const started = events.find((event) => event.verb === 'started');
    let { clockOffset } = run;
    if (run.startedAt === null && started !== undefined) {
      const offset = clock.now() - started.at;
      clockOffset = Math.abs(offset) < OFFSET_WORTH_USING ? 0 : offset;
    }
    change({
      steps: stepsAt(clockOffset, null),
      clockOffset,
      state: started === undefined ? run.state : 'running',
      startedAt: run.startedAt ?? (started === undefined ? null : Math.round(started.at + clockOffset)),
    });
  };

  return {
    stored: () => run,
    shown: () => ({ ...withoutPrivate(run), following, logBytes: log.size }),
    events: () => events,
    log,
    eventsReceived: () => journalBytes.length,
    logReceived: () => received,
    appendEvents: (bytes) => {
      writeJournal(bytes);
      journalBytes = Buffer.concat([journalBytes, bytes]);
      applyEvents();
    },
    applyStatus: (status) => change({ steps: stepsAt(run.clockOffset, status) }),
    appendLog: (bytes) => {
      try {
        log.append(redactor.push(bytes), clock.now());
        received += bytes.length;
      } catch (error) {
        // Also what the redactor held back is read again.
        redactor = createRedactor(deps.secrets);
        received = log.size;
        throw error;
      }
      news.tell();
    },
    change,
    setFollowing: (state, message) => {
      if (following.state === state && following.message === message) return;
      following = { state, since: following.state === state ? following.since : clock.now(), message };
      publish();
    },
    watch: news.watch,
    finish: () => {
      try {
        log.append(redactor.flush(), clock.now());
      } catch {
        // Without space for the last few bytes the run still has its end.
      }
      following = { state: 'done', since: clock.now(), message: null };
      news.finish();
    },
  };
};

/** What the API shows of a stored run. */
export const withoutPrivate = (run: StoredRun): Omit<Run, 'following' | 'logBytes'> => {
  const { request: _request, settings: _settings, sentAt: _sentAt, clockOffset: _clockOffset, ...shown } = run;
  return shown;
};
