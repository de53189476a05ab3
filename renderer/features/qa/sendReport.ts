import type { ProjectId } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import type { JunitCase } from '../../../shared/qa/testReport.ts';
import { REPORT_CHUNK_MAX, type ReportId } from '../../../shared/qa/testReport.ts';
import { client } from '../../backend/client.ts';

export interface SentReport {
  readonly report: ReportId | null;
  readonly cases: readonly JunitCase[];
  readonly notices: readonly string[];
}

/** Sends a report file piece by piece and has it read; without a run its test cases are only listed. */
export const sendReport = async (project: ProjectId, run: QaRunId | null, file: File): Promise<SentReport> => {
  const { upload } = await client.qa.openUpload({ project, run, fileName: file.name.slice(0, 255), bytes: file.size });
  for (let from = 0; from < file.size; from += REPORT_CHUNK_MAX)
    await client.qa.appendUpload({ upload, base64: await readBase64(file.slice(from, from + REPORT_CHUNK_MAX)) });
  return await client.qa.readUpload({ upload });
};

/** The bytes in base64: what stands behind the comma of a data URL. */
const readBase64 = (bytes: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('The file could not be read. Was it moved or changed?'));
    reader.readAsDataURL(bytes);
  });
