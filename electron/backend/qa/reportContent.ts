import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { CoveredFile, JunitCase } from '../../../shared/qa/testReport.ts';

/** What a report holds; its counts stay when this was dropped. */
export const ReportContent = z.object({ cases: z.array(JunitCase), files: z.array(CoveredFile) });
export type ReportContent = Readonly<z.infer<typeof ReportContent>>;

/** As it is kept in the database: compressed, a tenth of the file or less. Takes seconds for a large report: for the reading thread alone. */
export const packContent = (content: ReportContent): Uint8Array =>
  deflateRawSync(JSON.stringify(content), { level: 3 });

export const unpackContent = (packed: Uint8Array): ReportContent =>
  ReportContent.parse(JSON.parse(inflateRawSync(packed).toString('utf8')));
