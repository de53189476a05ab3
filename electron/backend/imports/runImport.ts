import { Failure } from '../../../shared/errors.ts';
import type { WindowId } from '../../../shared/ids.ts';
import type { ImportMapping, ImportProgress } from '../../../shared/imports/contract.ts';
import { createImportTally } from '../../../shared/imports/importTally.ts';
import type { ImportPlan } from '../../../shared/imports/plan/importPlan.ts';
import { nextSequence } from '../db/changeTable.ts';
import type { ImportFile } from './importFiles.ts';
import { planningChangedSince, raiseItemNumber } from './importLookupTable.ts';
import type { ImportsDeps } from './importsDeps.ts';
import { readImport } from './readImport.ts';
import type { FileSurvey } from './surveyFile.ts';

/** Times the file is read anew because planning changed under it. */
const TRIES = 3;

export interface ImportRun {
  readonly file: ImportFile;
  readonly survey: FileSurvey;
  readonly mapping: ImportMapping;
  readonly window: WindowId;
  readonly signal?: AbortSignal | undefined;
}

/** Imports a file: reads all of it, then writes every good row in one act.
 *
 * Whoever stops listening before the last event has cancelled, and nothing was written. The plan holds only for the backlog it was made for:
 * when somebody changed that meanwhile it is made anew, and after the third time REFUSED. */
export async function* runImport(
  deps: ImportsDeps,
  { file, survey, mapping, window, signal }: ImportRun,
): AsyncGenerator<ImportProgress, void, void> {
  const of = survey.rows;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const since = nextSequence(deps.db) - 1;
    const tally = createImportTally();
    const reading = readImport(deps, file, survey, mapping, tally, signal);
    yield { kind: 'progress', done: 0, of };
    let step = await reading.next();
    for (; step.done !== true; step = await reading.next()) yield { kind: 'progress', done: step.value, of };
    const plan = step.value;
    // The last moment at which a cancel is heard.
    yield { kind: 'progress', done: of, of };
    signal?.throwIfAborted();
    if (!write(deps, file, window, plan, since)) continue;
    const { inserts, updates, unchanged } = plan;
    yield {
      kind: 'done',
      summary: tally.summary({ created: inserts.length, updated: updates.length, unchanged }),
    };
    return;
  }
  throw new Failure(
    'REFUSED',
    `The backlog was changed while ${file.fileName} was read, ${TRIES} times. Nothing was imported.`,
    {
      act: 'Import again when nobody changes the backlog.',
    },
  );
}

/** False when the plan does not hold any more. */
const write = (
  { acts, db }: ImportsDeps,
  { project, fileName }: ImportFile,
  window: WindowId,
  { inserts, updates }: ImportPlan,
  since: number,
): boolean =>
  acts.commit({ project, window }, (edit) => {
    if (planningChangedSince(db, project, since)) return { result: false, act: null };
    const count = inserts.length + updates.length;
    const first = inserts[0]?.id ?? updates[0]?.id;
    if (first === undefined) return { result: true, act: null };
    for (const item of inserts) edit.insert('item', item);
    for (const { id, fields } of updates) edit.update('item', id, fields);
    raiseItemNumber(
      db,
      project,
      inserts.reduce((last, { number }) => Math.max(last, number), 0),
    );
    const summary = `Import ${count.toLocaleString('en')} ${count === 1 ? 'item' : 'items'} from ${fileName}`;
    return { result: true, act: { verb: 'item.import', entity: 'item', id: first, summary } };
  });
