import { implement } from '@orpc/server';
import { Failure } from '../../../shared/errors.ts';
import {
  type ImportId,
  type ImportMapping,
  type ImportPreview,
  type ImportSummary,
  importsContract,
} from '../../../shared/imports/contract.ts';
import { createImportTally } from '../../../shared/imports/importTally.ts';
import { proposeMapping } from '../../../shared/imports/proposeMapping.ts';
import { errorReport } from './errorReport.ts';
import { exportItems } from './exportItems.ts';
import { fileInvalid } from './fileInvalid.ts';
import { createImportFiles, type ImportFile } from './importFiles.ts';
import type { ImportsDeps } from './importsDeps.ts';
import { readImport } from './readImport.ts';
import { runImport } from './runImport.ts';
import { type FileSurvey, surveyFile } from './surveyFile.ts';

/** What the `imports` contract can do; `dispose` deletes the files that are held. */
export const createImportsHandlers = (deps: ImportsDeps) => {
  const files = createImportFiles(deps.folder);
  const os = implement(importsContract);
  const opened = async (id: ImportId): Promise<{ readonly file: ImportFile; readonly survey: FileSurvey }> => {
    const file = files.need(id);
    return { file, survey: await surveyOf(file) };
  };
  const router = os.router({
    open: os.open.handler(({ input }) => {
      if (deps.projectKeyOf(input.project) === null)
        throw new Failure('GONE', 'The project was deleted.', { what: 'project', id: input.project });
      return { import: files.open(input.project, input.fileName, input.bytes).id };
    }),
    append: os.append.handler(({ input }) => files.append(input.import, Buffer.from(input.base64, 'base64'))),
    preview: os.preview.handler(async ({ input }) => previewOf(await opened(input.import))),
    dryRun: os.dryRun.handler(async ({ input, signal }) => {
      const { file, survey } = await opened(input.import);
      return dryRun(deps, file, survey, input.mapping, signal);
    }),
    run: os.run.handler(async function* ({ input, signal }) {
      const { mapping, window } = input;
      yield* runImport(deps, { ...(await opened(input.import)), mapping, window, signal });
    }),
    errorReport: os.errorReport.handler(async function* ({ input, signal }) {
      const { file, survey } = await opened(input.import);
      yield* errorReport(deps, file, survey, input.mapping, signal);
    }),
    close: os.close.handler(({ input }) => files.close(input.import)),
    exportFile: os.exportFile.handler(({ input }) => exportItems(deps, input.project, input.format)),
  });
  return { router, dispose: files.dispose };
};

/** Read once; asked for again only when it could not be. */
const surveyOf = (file: ImportFile): Promise<FileSurvey> => {
  if (file.received < file.bytes)
    throw fileInvalid(
      `Only ${file.received} of ${file.bytes} bytes of ${file.fileName} have arrived. Choose it again.`,
    );
  file.survey ??= surveyFile(file).catch((error: unknown) => {
    file.survey = null;
    throw error;
  });
  return file.survey;
};

const previewOf = ({ file, survey }: { readonly file: ImportFile; readonly survey: FileSurvey }): ImportPreview => ({
  fileName: file.fileName,
  bytes: file.bytes,
  encoding: survey.encoding,
  rows: survey.rows,
  columns: survey.headers.map((header, column) => ({ column, header, samples: [...(survey.samples[column] ?? [])] })),
  mapping: proposeMapping(survey.headers, survey.kind),
});

const dryRun = async (
  deps: ImportsDeps,
  file: ImportFile,
  survey: FileSurvey,
  mapping: ImportMapping,
  signal: AbortSignal | undefined,
): Promise<ImportSummary> => {
  const tally = createImportTally();
  const reading = readImport(deps, file, survey, mapping, tally, signal);
  let step = await reading.next();
  while (step.done !== true) step = await reading.next();
  const { inserts, updates, unchanged } = step.value;
  return tally.summary({ created: inserts.length, updated: updates.length, unchanged });
};
