import { z } from 'zod';
import { Instant, Revision } from '../ids.ts';
import { QaCounts, QaRunId, QaRunState } from './qaRun.ts';
import { CoveredFile, JunitTotals } from './testReport.ts';

/** What QA knows of a revision, for gates: of its runs the one that counts (`runThatCounts`). */
export const QaFacts = z.object({
  revision: Revision,
  run: z
    .object({
      id: QaRunId,
      name: z.string(),
      state: QaRunState,
      counts: QaCounts,
      endedAt: Instant.nullable(),
      /** Titles of required cases that did not pass, at most 20. */
      open: z.array(z.string()),
    })
    .nullable(),
});
export type QaFacts = Readonly<z.infer<typeof QaFacts>>;

/** What the newest JUnit reports of a revision say; null when there are none. */
export const TestFacts = z.object({
  totals: JunitTotals,
  /** Names of cases that failed, at most 20. */
  failures: z.array(z.string()),
  reports: z.array(z.string()),
  at: Instant,
});
export type TestFacts = Readonly<z.infer<typeof TestFacts>>;

/** The coverage of a revision as far as it was asked for: what its newest reports say together of files that are named as the asked ones are; a line is
 * covered when one of them saw it run. */
export const CoverageFacts = z.object({ files: z.array(CoveredFile), reports: z.array(z.string()), at: Instant });
export type CoverageFacts = Readonly<z.infer<typeof CoverageFacts>>;
