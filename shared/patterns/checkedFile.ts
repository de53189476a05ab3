import { z } from 'zod';
import { Finding, Suppression } from './finding.ts';
import { UncheckedFile } from './patternReport.ts';

/** All that the rules say of one file, whichever lines are looked at later; its path is that of its text when it was read. */
export const CheckedFile = z.object({
  findings: z.array(Finding.extend({ suppression: Suppression.nullable() })),
  /** `standing`: it names one of our rules, or keeps a whole file quiet, so that it is shown even where nothing is found. */
  suppressions: z.array(Suppression.extend({ standing: z.boolean(), code: z.string() })),
  unchecked: UncheckedFile.nullable(),
  notices: z.array(z.string()),
});
export type CheckedFile = Readonly<z.infer<typeof CheckedFile>>;
