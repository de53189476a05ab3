import { implement } from '@orpc/server';
import { qaContract } from '../../../shared/qa/contract.ts';
import { candidatesOf } from './candidatesOf.ts';
import type { CaseBugs } from './caseBugs.ts';
import type { PlanCommands } from './planCommands.ts';
import type { QaDeps } from './qaDeps.ts';
import type { createQaRunCommands } from './qaRunCommands.ts';
import type { createQaSettingsCommands } from './qaSettingsCommands.ts';
import type { createReportReading } from './reportReading.ts';
import type { TestRunner } from './testRunner.ts';
import type { Uploads } from './uploads.ts';

/** One answer of `logBytes`: a third more in base64 stays under the frame limit of the transports. */
const LOG_BYTES_MAX = 512 * 1024;
const SEARCH_MAX = 10_000;

interface Parts {
  readonly plan: PlanCommands;
  readonly settings: ReturnType<typeof createQaSettingsCommands>;
  readonly runs: ReturnType<typeof createQaRunCommands>;
  readonly bugs: CaseBugs;
  readonly tests: TestRunner;
  readonly uploads: Uploads;
  readonly reports: ReturnType<typeof createReportReading>;
}

export const createQaHandlers = (deps: QaDeps, { plan, settings, runs, bugs, tests, uploads, reports }: Parts) => {
  const os = implement(qaContract);
  return os.router({
    plan: os.plan.handler(({ input }) => [...plan.plan(input.project)]),
    addCases: os.addCases.handler(({ input }) => plan.addCases(input.project, input.cases)),
    changeCase: os.changeCase.handler(({ input }) => plan.changeCase(input.case, input.seen, input.fields)),
    moveCase: os.moveCase.handler(({ input }) => plan.moveCase(input.case, input.after)),
    removeCase: os.removeCase.handler(({ input }) => plan.removeCase(input.case)),
    restoreCase: os.restoreCase.handler(({ input }) => plan.restoreCase(input.case)),

    settings: os.settings.handler(({ input }) => settings.read(input.project)),
    saveSettings: os.saveSettings.handler(({ input }) => settings.save(input.project, input.seen, input.settings)),

    candidates: os.candidates.handler(({ input, signal }) => candidatesOf(deps, input.project, signal)),
    runs: os.runs.handler(({ input }) => runs.list(input.project, input)),
    run: os.run.handler(({ input }) => runs.whole(input.run)),
    startRun: os.startRun.handler(({ input }) => runs.start(input.project, input.revision, input.name)),
    reopenRun: os.reopenRun.handler(({ input }) => runs.reopen(input.run)),
    takeNewCases: os.takeNewCases.handler(({ input }) => runs.takeNewCases(input.run)),
    mark: os.mark.handler(({ input }) => runs.mark(input)),
    answers: os.answers.handler(({ input }) => [...runs.answers(input.run, input.case)]),
    finishRun: os.finishRun.handler(({ input }) => runs.finish(input.run)),
    abandonRun: os.abandonRun.handler(({ input }) => runs.abandon(input.run, input.reason)),

    makeBug: os.makeBug.handler(({ input }) => ({ item: bugs.make(input.window, input.run, input.case) })),
    linkBug: os.linkBug.handler(({ input }) => bugs.link(input.run, input.case, input.item)),

    startTests: os.startTests.handler(({ input }) => tests.start(input.project, input.revision, input.run)),
    cancelTests: os.cancelTests.handler(({ input }) => tests.cancel(input.test)),
    testRuns: os.testRuns.handler(({ input }) => [...tests.list(input.project, input.run)]),
    testRun: os.testRun.handler(({ input }) => tests.run(input.test)),
    watchLog: os.watchLog.handler(({ input, signal }) =>
      tests.watchLog(input.test, signal ?? new AbortController().signal),
    ),
    logPage: os.logPage.handler(({ input }) => {
      const log = tests.logOf(input.test);
      return { lines: [...log.page(input.from, input.count)], total: log.lineCount };
    }),
    logSearch: os.logSearch.handler(async ({ input, signal }) => {
      const { lines, truncated } = await tests.logOf(input.test).search(input.text, SEARCH_MAX, signal);
      return { lines: [...lines], truncated };
    }),
    logBytes: os.logBytes.handler(({ input }) => {
      const log = tests.logOf(input.test);
      const bytes = log.bytes(input.from, LOG_BYTES_MAX);
      const next = input.from + bytes.length;
      return { base64: bytes.toString('base64'), next: bytes.length === 0 || next >= log.size ? null : next };
    }),

    openUpload: os.openUpload.handler(({ input }) => ({ upload: uploads.open(input) })),
    appendUpload: os.appendUpload.handler(({ input }) => uploads.append(input.upload, input.base64)),
    readUpload: os.readUpload.handler(async ({ input }) => {
      const { report, cases, notices } = await uploads.read(input.upload);
      return { report, cases: [...cases], notices: [...notices] };
    }),
    reports: os.reports.handler(({ input }) => [...reports.list(input.run)]),
    report: os.report.handler(({ input }) => reports.read(input.report)),
  });
};
