import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { UploadId } from '../../../shared/qa/contract.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { type JunitCase, REPORT_MAX, type ReportId } from '../../../shared/qa/testReport.ts';
import type { CaseBugs } from './caseBugs.ts';
import type { QaDeps } from './qaDeps.ts';
import { needProject, needRunning } from './qaGuards.ts';
import { matchedCases } from './qaResultTable.ts';
import type { ReportEngine } from './reportEngine.ts';
import { takeReport } from './takeReport.ts';

/** Files that may be on their way at a time, and their bytes together; the oldest is dropped for one more. */
const OPEN_MAX = 4;
const HELD_MAX = 2 * REPORT_MAX;
/** Test cases that are listed to make a plan of them. */
const LISTED_MAX = 2000;

interface Upload {
  readonly project: ProjectId;
  readonly run: QaRunId | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly parts: Buffer[];
  received: number;
}

/** Report files that a page sends in pieces: held in memory until they are whole, then read by the engine. */
export const createUploads = (deps: QaDeps, bugs: CaseBugs, engine: Pick<ReportEngine, 'ask'>) => {
  const going = new Map<UploadId, Upload>();

  const need = (id: UploadId): Upload => {
    const upload = going.get(id);
    if (upload === undefined) throw new Failure('GONE', 'This file is not held (any more).', { what: 'upload', id });
    return upload;
  };

  return {
    open: (input: Pick<Upload, 'project' | 'run' | 'fileName' | 'bytes'>): UploadId => {
      needProject(deps, input.project);
      if (input.run !== null) needRunning(deps, input.run);
      if (input.bytes > REPORT_MAX)
        throw new Failure(
          'REFUSED',
          `${input.fileName} has ${(input.bytes / 1024 ** 2).toFixed(0)} MiB; a report may have ${REPORT_MAX / 1024 ** 2} MiB.`,
          { act: 'Leave the tests’ output out of the report, or split it by suite.' },
        );
      for (const oldest of going.keys()) {
        const held = [...going.values()].reduce((sum, { bytes }) => sum + bytes, input.bytes);
        if (going.size < OPEN_MAX && held <= HELD_MAX) break;
        going.delete(oldest);
      }
      const id = UploadId.parse(randomUUID());
      going.set(id, { ...input, parts: [], received: 0 });
      return id;
    },
    append: (id: UploadId, base64: string): void => {
      const upload = need(id);
      const bytes = Buffer.from(base64, 'base64');
      if (upload.received + bytes.length > upload.bytes) {
        going.delete(id);
        throw new Failure('REFUSED', `${upload.fileName} grew while it was read.`, { act: 'Choose it once more.' });
      }
      upload.parts.push(bytes);
      upload.received += bytes.length;
    },
    read: async (
      id: UploadId,
    ): Promise<{
      readonly report: ReportId | null;
      readonly cases: readonly JunitCase[];
      readonly notices: readonly string[];
    }> => {
      const upload = need(id);
      going.delete(id);
      if (upload.received < upload.bytes)
        throw new Failure('REFUSED', `${upload.fileName} did not arrive whole.`, { act: 'Choose it once more.' });
      const { run: into, parts } = upload;
      const plan = into === null ? [] : matchedCases(deps.db, needRunning(deps, into).id);
      const reading = await engine.ask('read', { parts, plan, first: into === null ? LISTED_MAX : 0 }, parts);
      if (!reading.ok)
        throw new Failure('FILE_INVALID', `${upload.fileName} was not read: ${reading.message}`, {
          problems: [{ line: reading.line, column: reading.column, field: upload.fileName, message: reading.message }],
        });
      if (upload.run === null) return { report: null, cases: reading.first, notices: reading.notices };
      // It may have ended while the report was read.
      const run = needRunning(deps, upload.run);
      const place = { project: run.projectId, revision: run.revision, run, testRun: null, name: upload.fileName };
      return { report: takeReport(deps, bugs, place, reading).id, cases: [], notices: reading.notices };
    },
  };
};
export type Uploads = ReturnType<typeof createUploads>;
