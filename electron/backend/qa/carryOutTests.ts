import { join } from 'node:path';
import { Failure } from '../../../shared/errors.ts';
import type { TestCommand } from '../../../shared/qa/qaSettings.ts';
import type { TestEnd } from '../../../shared/qa/testRun.ts';
import type { WatchedLog } from '../logs/watchedLog.ts';
import { SshError } from '../ssh/sshSession.ts';
import type { CaseBugs } from './caseBugs.ts';
import { openCheckout } from './checkoutPlace.ts';
import { endOfTests } from './endOfTests.ts';
import type { QaDeps } from './qaDeps.ts';
import { matchedCases } from './qaResultTable.ts';
import { getQaRun } from './qaRunTable.ts';
import type { ReportEngine } from './reportEngine.ts';
import { openServerFolder } from './serverPlace.ts';
import { takeReport } from './takeReport.ts';
import type { CommandEnd, OpenTestPlace } from './testPlace.ts';
import type { StoredTestRun } from './testRunTable.ts';

/** One run of a test command, on its way. */
export interface TestsToRun {
  readonly run: StoredTestRun;
  readonly settings: TestCommand;
  readonly watched: WatchedLog;
  /** Aborts when it is cancelled, or when Pitwall ends. */
  readonly stop: AbortSignal;
}

/** What takes the reports that tests write. */
interface Taking {
  readonly deps: QaDeps;
  readonly bugs: CaseBugs;
  readonly engine: Pick<ReportEngine, 'ask'>;
}

/** Runs a test command from its place's opening to its leaving. Never rejects: whatever happens is an end.
 *
 * The end is the command's own; reports that could not be fetched afterwards are said in the notes and do not change it. */
export const carryOutTests = async (
  taking: Taking,
  checkouts: string,
  tests: TestsToRun,
): Promise<{ readonly end: TestEnd; readonly notes: readonly string[] }> => {
  const { deps } = taking;
  const { run, settings, watched, stop } = tests;
  const say = (text: string) => watched.append(Buffer.from(`[Pitwall] ${text}\n`));
  const limit = new AbortController();
  const ended = new AbortController();
  const ends = AbortSignal.any([stop, limit.signal]);
  const how = () => ({ cancelled: stop.aborted, timedOut: limit.signal.aborted, settings });
  let place: OpenTestPlace | null = null;
  try {
    say(`${run.revision} in ${run.where}`);
    place = await openPlace(deps, checkouts, tests, ends);
    for (const note of place.notes) say(note);
    deps.clock.sleep(settings.timeLimitSeconds * 1000, ended.signal).then(
      () => limit.abort(new Error('the time limit')),
      () => {},
    );
    const command: CommandEnd = await place.run(settings.command, watched.append, ends);
    ended.abort();
    const end = endOfTests({ ended: command, ...how() });
    say(end.reason);
    return { end, notes: stop.aborted ? [] : await takeReports(taking, tests, place) };
  } catch (error) {
    ended.abort();
    if (!ends.aborted && !(error instanceof Failure) && !(error instanceof SshError))
      deps.log.error('the tests could not be run', { id: run.id, error: String(error) });
    const end = endOfTests({ error, began: place !== null, ...how() });
    say(end.reason);
    return { end, notes: [] };
  } finally {
    await place?.leave();
  }
};

const openPlace = async (
  deps: QaDeps,
  checkouts: string,
  { run, settings: { place } }: TestsToRun,
  signal: AbortSignal,
): Promise<OpenTestPlace> => {
  if (place.kind === 'environment') {
    const session = await deps.connect(place.environment, signal);
    return openServerFolder(session, { folder: place.folder, revision: run.revision }, signal);
  }
  const repository = deps.repositoryOf(run.projectId);
  if (repository === null)
    throw new Failure('REFUSED', 'The project has no repository any more.', { act: 'Name it on the Build page.' });
  return openCheckout(repository, { revision: run.revision, folder: join(checkouts, run.id), env: deps.env }, signal);
};

/** Reads the reports that the tests wrote; the notes say of each pattern and file what became of it. */
const takeReports = async (
  { deps, bugs, engine }: Taking,
  { run, settings, stop }: TestsToRun,
  place: OpenTestPlace,
): Promise<readonly string[]> => {
  const patterns = [...settings.junit, ...settings.coverage];
  if (patterns.length === 0) return [];
  const all: string[] = [];
  try {
    const { files, notes } = await place.collect(patterns, stop);
    all.push(...notes);
    // One after the other: they may be large, and come over a line.
    for (const { name, read } of files) {
      if (stop.aborted) break;
      const file = await read();
      const plan = run.qaRun === null ? [] : matchedCases(deps.db, run.qaRun);
      const reading = file.ok
        ? await engine.ask('read', { parts: [file.bytes], plan, first: 0 }, [file.bytes]).catch(whyNot)
        : file;
      if (!reading.ok) {
        all.push(`${name}: ${reading.message}`);
        continue;
      }
      const into = run.qaRun === null ? null : getQaRun(deps.db, run.qaRun);
      const running = into?.state === 'running' ? into : null;
      if (into !== null && running === null) all.push(`${name}: the QA run is over, so it answers no case.`);
      const { answered } = takeReport(
        deps,
        bugs,
        { project: run.projectId, revision: run.revision, run: running, testRun: run.id, name },
        reading,
      );
      all.push(
        reading.kind === 'junit'
          ? `${name}: ${counted(reading.totals?.tests ?? 0, 'test case')}; ${counted(answered.length, 'case')} of the plan answered.`
          : `${name}: coverage of ${counted(reading.lines?.files ?? 0, 'file')}.`,
      );
    }
  } catch (error) {
    if (!(error instanceof Failure) && !(error instanceof SshError) && !stop.aborted)
      deps.log.error('the reports of the tests could not be read', { id: run.id, error: String(error) });
    const why = error instanceof SshError ? error.failure.message : error instanceof Failure ? error.message : '';
    all.push(`Not every report could be read. ${why}`.trim());
  }
  return all;
};

/** One report that breaks its reader says nothing about the next one. */
const whyNot = (error: unknown): { readonly ok: false; readonly message: string } => {
  if (error instanceof Failure) return { ok: false, message: error.message };
  throw error;
};

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
