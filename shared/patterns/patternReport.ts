import { z } from 'zod';
import { Revision } from '../ids.ts';
import { ChangedFinding, Suppression } from './finding.ts';

/** A file that could not be checked: never a pass. */
export const UncheckedFile = z.object({
  path: z.string(),
  why: z.enum(['syntax', 'binary', 'encoding', 'huge', 'engine']),
  /** A sentence, with the line where one is known. */
  message: z.string(),
});
export type UncheckedFile = Readonly<z.infer<typeof UncheckedFile>>;

/** What the rules say about the lines that a branch changed: `mergeBase`..`head`.
 *
 * Passes when no finding is `new` and `unparsable` is empty. */
export const PatternReport = z.object({
  head: Revision,
  mergeBase: Revision,
  /** Names the engines, the rules that were on and the settings they ran with: two reports of the same value and revisions are the same. */
  rulesVersion: z.string(),
  engines: z.object({ ruff: z.string(), pitwall: z.string() }),
  /** By path, then line. */
  findings: z.array(ChangedFinding),
  /** Comments on changed lines, and those that keep a changed line quiet. */
  suppressions: z.array(Suppression),
  unparsable: z.array(UncheckedFile),
  /** Python files that the branch added or changed, and how many of them the project's own settings leave out. */
  files: z.number().int(),
  excluded: z.number().int(),
  /** What a reader should know: settings of the project that are not followed, a baseline that is missing. */
  notices: z.array(z.string()),
});
export type PatternReport = Readonly<z.infer<typeof PatternReport>>;
