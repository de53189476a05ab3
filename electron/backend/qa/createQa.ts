import { createCaseBugs } from './caseBugs.ts';
import { createKeptOfQa } from './keptOfQa.ts';
import { createPlanCommands } from './planCommands.ts';
import type { QaDeps } from './qaDeps.ts';
import { createQaFacts } from './qaFactsOf.ts';
import { createQaHandlers } from './qaHandlers.ts';
import { createQaRunCommands } from './qaRunCommands.ts';
import { createQaSettingsCommands } from './qaSettingsCommands.ts';
import { createReportEngine } from './reportEngine.ts';
import { createReportReading } from './reportReading.ts';
import { createTestRunner } from './testRunner.ts';
import { createUploads } from './uploads.ts';

/** Builds QA: its part of the API, what it tells gates, and its own start and end. */
export const createQa = (deps: QaDeps) => {
  const engine = createReportEngine();
  const bugs = createCaseBugs(deps);
  const plan = createPlanCommands(deps);
  const settings = createQaSettingsCommands(deps);
  const tests = createTestRunner(deps, bugs, engine);
  const parts = {
    plan,
    settings,
    tests,
    bugs,
    runs: createQaRunCommands(deps, plan, bugs),
    uploads: createUploads(deps, bugs, engine),
    reports: createReportReading(deps, engine),
  };
  return {
    router: createQaHandlers(deps, parts),
    ...createQaFacts(deps, engine),
    policyOf: settings.policyOf,
    kept: createKeptOfQa(deps, tests),
    /** To be called once, when the projects' repositories can be asked. */
    start: () =>
      tests
        .sweep()
        .catch((error: unknown) => deps.log.error('what tests left was not swept', { error: String(error) })),
    dispose: async (): Promise<void> => {
      await Promise.all([tests.dispose(), engine.dispose()]);
    },
  };
};
