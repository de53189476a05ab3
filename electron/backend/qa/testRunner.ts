import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicFactory } from 'ulid';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { LogNews } from '../../../shared/logs/logLine.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { type TestEnd, type TestRun, TestRunId } from '../../../shared/qa/testRun.ts';
import { createRedactor } from '../logs/redactor.ts';
import { openRunLog, type RunLog } from '../logs/runLogFile.ts';
import { createRunLogs } from '../logs/runLogs.ts';
import { createWatchedLog, type WatchedLog } from '../logs/watchedLog.ts';
import { carryOutTests } from './carryOutTests.ts';
import type { CaseBugs } from './caseBugs.ts';
import type { QaDeps } from './qaDeps.ts';
import { needProject, needRunning } from './qaGuards.ts';
import { readQaSettings } from './qaSettingsTable.ts';
import { recordQa } from './recordQa.ts';
import type { ReportEngine } from './reportEngine.ts';
import {
  activeTestRun,
  getTestRun,
  listTestRuns,
  olderTestRunIds,
  putTestRun,
  type StoredTestRun,
  testRunIds,
  unendedTestRuns,
} from './testRunTable.ts';

/** Runs of a project whose output is kept. */
const LOGS_KEPT = 100;
/** Bytes of output that are kept of one run. */
const LOG_MAX = 64 * 1024 * 1024;

interface Going {
  readonly watched: WatchedLog;
  readonly stop: AbortController;
  readonly over: Promise<void>;
}

/** Runs the projects' test commands, one at a time for each project; what they print is kept as it comes. */
export const createTestRunner = (deps: QaDeps, bugs: CaseBugs, engine: Pick<ReportEngine, 'ask'>) => {
  const { db, clock, log, feed, actor } = deps;
  const logs = join(deps.folder, 'logs');
  const checkouts = join(deps.folder, 'checkouts');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const runLogs = createRunLogs(logs);
  const nextId = monotonicFactory();
  const going = new Map<TestRunId, Going>();

  const shown = (run: StoredTestRun): TestRun => ({
    ...run,
    logBytes: going.get(run.id)?.watched.log.size ?? runLogs.size(run.id),
  });
  const need = (id: TestRunId): StoredTestRun => {
    const run = getTestRun(db, id);
    if (run === null)
      throw new Failure('GONE', 'This run of the tests is not known (any more).', { what: 'test run', id });
    return run;
  };

  const finish = (run: StoredTestRun, end: TestEnd, reportNotes: readonly string[]) => {
    const { cancelRequestedAt } = need(run.id);
    const ended = { ...run, cancelRequestedAt, end, endedAt: clock.now(), reportNotes: [...reportNotes] };
    const words = end.exitCode === null ? end.kind : `${end.kind}, exit code ${end.exitCode}`;
    const line = {
      verb: 'tests.end',
      entity: 'test run',
      id: run.id,
      actor: 'Pitwall',
      summary: `Tests of ${run.revision.slice(0, 7)}: ${words}`,
    };
    deps.spendReserve(() => recordQa(deps, run.projectId, line, () => putTestRun(db, ended)));
  };

  const start = (project: ProjectId, revision: Revision, run: QaRunId | null): TestRun => {
    needProject(deps, project);
    const { settings } = readQaSettings(db, project);
    const { command } = settings;
    if (command === null)
      throw new Failure('REFUSED', 'The project has no test command yet.', { act: 'Set it in the QA settings.' });
    const qaRun = run === null ? null : needRunning(deps, run);
    if (qaRun !== null && (qaRun.projectId !== project || qaRun.revision !== revision))
      throw new Failure('REFUSED', 'That QA run is of another revision.', { act: 'Run the tests from its own page.' });
    const active = activeTestRun(db, project);
    if (active !== null)
      throw new Failure(
        'REFUSED',
        `Tests of ${active.revision.slice(0, 7)} are going on, started by ${active.startedBy}.`,
        {
          act: 'Wait for their end, or cancel them.',
        },
      );
    const { place } = command;
    const environment = place.kind === 'environment' ? deps.environmentOf(place.environment) : null;
    if (place.kind === 'environment' && environment?.projectId !== project)
      throw new Failure('REFUSED', 'The environment of the test command is gone.', {
        act: 'Choose another place in the QA settings.',
      });
    if (place.kind === 'checkout' && deps.repositoryOf(project) === null)
      throw new Failure('REFUSED', 'The project has no repository that can be checked out yet.', {
        act: 'Name its repository on the Build page, or run the tests on an environment’s server.',
      });
    const stored: StoredTestRun = {
      id: TestRunId.parse(nextId(clock.now())),
      projectId: project,
      qaRun: run,
      revision,
      command: command.command,
      where: place.kind === 'checkout' ? 'a checkout on this machine' : `${environment?.name ?? ''}, ${place.folder}`,
      startedBy: actor,
      startedAt: clock.now(),
      endedAt: null,
      cancelRequestedAt: null,
      end: null,
      reportNotes: [],
    };
    const file = openRunLog(logs, stored.id);
    const watched = createWatchedLog(file, {
      redactor: createRedactor(deps.secretsOf(project)),
      clock,
      max: LOG_MAX,
      cutNote: `[Pitwall] The output reached ${LOG_MAX / 1024 ** 2} MiB; what comes after it is not kept. The tests go on.`,
    });
    const line = {
      verb: 'tests.start',
      entity: 'test run',
      id: stored.id,
      summary: `Run the tests of ${revision.slice(0, 7)}`,
    };
    recordQa(deps, project, line, () => putTestRun(db, stored));
    const stop = new AbortController();
    const over = carryOutTests({ deps, bugs, engine }, checkouts, {
      run: stored,
      settings: command,
      watched,
      stop: stop.signal,
    })
      .then(({ end, notes }) => {
        // Pitwall itself ends: the row stays without an end, and the next start calls it interrupted.
        if (stop.signal.reason !== QUITTING) finish(stored, end, notes);
      })
      .catch((error: unknown) =>
        log.error('the end of the tests was not written', { id: stored.id, error: String(error) }),
      )
      .finally(() => {
        watched.finish();
        going.delete(stored.id);
        runLogs.adopt(stored.id, file);
        for (const id of olderTestRunIds(db, project, LOGS_KEPT)) runLogs.forget(id);
        feed.publish('qa', project);
      });
    going.set(stored.id, { watched, stop, over });
    return shown(stored);
  };

  const cancel = (id: TestRunId): TestRun => {
    const run = need(id);
    const active = going.get(id);
    if (active === undefined || run.end !== null)
      throw new Failure('REFUSED', 'These tests are over; there is nothing to cancel.', { act: 'Look at their end.' });
    if (run.cancelRequestedAt === null) {
      const asked = { ...run, cancelRequestedAt: clock.now() };
      const line = {
        verb: 'tests.cancel',
        entity: 'test run',
        id,
        summary: `Cancel the tests of ${run.revision.slice(0, 7)}`,
      };
      recordQa(deps, run.projectId, line, () => putTestRun(db, asked));
      active.stop.abort(new Error('cancelled'));
      return shown(asked);
    }
    return shown(run);
  };

  const keptLog = (id: TestRunId): RunLog => {
    if (!existsSync(join(logs, `${id}.log`)))
      throw new Failure('GONE', 'What these tests printed was deleted, because it is old.', { what: 'test run', id });
    return runLogs.open(id);
  };

  const whole = async function* (id: TestRunId): AsyncGenerator<LogNews, void, void> {
    const file = keptLog(id);
    yield { lines: file.lineCount, bytes: file.size, done: true };
  };

  return {
    start,
    cancel,
    run: (id: TestRunId): TestRun => shown(need(id)),
    list: (project: ProjectId, run: QaRunId | null): readonly TestRun[] =>
      listTestRuns(db, needProject(deps, project), run).map(shown),
    logOf: (id: TestRunId): RunLog => going.get(need(id).id)?.watched.log ?? keptLog(id),
    watchLog: (id: TestRunId, signal: AbortSignal): AsyncGenerator<LogNews, void, void> =>
      going.get(need(id).id)?.watched.watch(signal) ?? whole(id),
    /** To be called while the project is there; what it returns deletes what its tests printed. */
    forgetLogs: (project: ProjectId): (() => void) => {
      const ids = olderTestRunIds(db, project, 0);
      return () => {
        for (const id of ids) runLogs.forget(id);
      };
    },
    /** Says of every run that Pitwall did not see the end of that it was interrupted, and removes what is left of its checkout. */
    sweep: async (): Promise<void> => {
      const left = unendedTestRuns(db);
      for (const run of left)
        finish(
          run,
          {
            kind: 'interrupted',
            exitCode: null,
            reason: 'Pitwall ended before the tests did.',
            act: 'Run them again.',
          },
          [],
        );
      // A project that was deleted left its logs.
      const known = testRunIds(db);
      for (const name of readdirSync(logs))
        if (!known.has(name.slice(0, 26))) rmSync(join(logs, name), { force: true });
      try {
        for (const name of readdirSync(checkouts)) rmSync(join(checkouts, name), { recursive: true, force: true });
      } catch {
        // There were none.
      }
      for (const project of new Set(left.map(({ projectId }) => projectId)))
        await deps
          .repositoryOf(project)
          ?.forgetCheckouts()
          .catch(() => {});
    },
    dispose: async (): Promise<void> => {
      const all = [...going.values()];
      for (const { stop } of all) stop.abort(QUITTING);
      await Promise.all(all.map(({ over }) => over));
      runLogs.close();
    },
  };
};
export type TestRunner = ReturnType<typeof createTestRunner>;

const QUITTING = new Error('Pitwall ends');
