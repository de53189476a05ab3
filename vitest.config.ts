import { defineConfig } from 'vitest/config';

/** Tests beside the code that start real programs by the dozen: sshd, git, rsync, shells, servers. Too slow for every commit. */
const withProcesses = [
  'resources/**/*.test.ts',
  'shared/deploys/steps/*.test.ts',
  'shared/remote/*.test.ts',
  'shared/monitor/resourceLoop.test.ts',
  'electron/backend/{ssh,connections,range,resources}/**/*.test.ts',
  'electron/backend/monitor/pathOverSsh.test.ts',
  'electron/backend/{traffic/trafficService,journal/journalService}.test.ts',
  'electron/backend/db/{killedWriter,fullDisk}.test.ts',
  'electron/backend/alerts/killedAlerts.test.ts',
  'electron/backend/imports/killedImport.test.ts',
  'electron/backend/qa/{testCommand,testOutput,reportEngine}.test.ts',
  'electron/backend/reviews/**/*.test.ts',
  'electron/backend/patterns/pattern{Engine,Reports}.test.ts',
  'electron/backend/git/*.test.ts',
  'electron/backend/branches/*.test.ts',
  'electron/browser/*.test.ts',
];

/** Real programs on a busy machine sometimes lose a race that no user would notice: a run for the record tries once more, and says so. */
const retry = process.env.CI === undefined ? 0 : 1;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,electron,renderer,scripts}/**/*.test.ts'],
          exclude: withProcesses,
          testTimeout: 60_000,
          // Two hundred small files: a process and its modules for each would take twice as long as their tests.
          isolate: false,
        },
      },
      {
        test: {
          name: 'processes',
          include: withProcesses,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          retry,
          // They wait for programs more than they compute: two at once even on two cores, where vitest takes one.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          // As with the real programs above.
          maxWorkers: 2,
          retry,
        },
      },
    ],
  },
});
