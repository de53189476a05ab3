import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../shared/errors.ts';
import type { ImportMapping } from '../../../shared/imports/contract.ts';
import { formatOf } from '../../../shared/imports/formatOf.ts';
import { createImportPlan, type ImportPlan } from '../../../shared/imports/plan/importPlan.ts';
import type { PlanContext } from '../../../shared/imports/plan/planContext.ts';
import type { CellProblem, UnmetValue } from '../../../shared/imports/readItem.ts';
import { createRowReader } from '../../../shared/imports/readRow.ts';
import { fileInvalid } from './fileInvalid.ts';
import type { ImportFile } from './importFiles.ts';
import { itemIdByNumber, lastItemNumber, parentOfItem } from './importLookupTable.ts';
import type { ImportsDeps } from './importsDeps.ts';
import { createRisingIds } from './risingIds.ts';
import { type FileSurvey, rowsOf } from './surveyFile.ts';

/** Rows between two looks at everything else that waits: a few milliseconds. */
const BATCH = 200;

/** Told what becomes of each row. */
export interface RowsSeen {
  readonly row: () => void;
  readonly skip: () => void;
  readonly fail: (row: number, line: number, problems: readonly CellProblem[]) => void;
  readonly meet: (unmet: UnmetValue) => void;
}

/** Reads a file by a mapping, against what is here now: yields how many rows are read, and ends with the plan of what would be written.
 *
 * Writes nothing. The event loop is free between batches; an abort ends it with the signal's reason. FILE_INVALID, or GONE when the project
 * is. */
export async function* readImport(
  deps: ImportsDeps,
  file: ImportFile,
  survey: FileSurvey,
  mapping: ImportMapping,
  seen: RowsSeen,
  signal?: AbortSignal,
): AsyncGenerator<number, ImportPlan, void> {
  refuseMapping(mapping, survey);
  const context = contextOf(deps, file, mapping);
  const { project } = file;
  const readRow = createRowReader(survey, mapping, {
    settings: context.settings,
    members: deps.membersOf(project),
    sprints: deps.sprintsOf(project),
  });
  const plan = createImportPlan(context);
  for await (const raw of rowsOf(file, survey)) {
    seen.row();
    const reading = readRow(raw);
    if (reading.kind === 'skipped') seen.skip();
    else {
      for (const unmet of reading.unmet) seen.meet(unmet);
      if (reading.kind === 'failed') seen.fail(raw.row, raw.line, reading.problems);
      else {
        const problem = plan.take(reading.item);
        if (problem !== null) seen.fail(raw.row, raw.line, [problem]);
      }
    }
    if (raw.row % BATCH === 0) {
      yield raw.row;
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  signal?.throwIfAborted();
  const finished = plan.finish();
  for (const { row, line, ...problem } of finished.problems) seen.fail(row, line, [problem]);
  for (const value of finished.unmetParents) seen.meet({ field: 'parent', value });
  return finished;
}

const refuseMapping = ({ columns }: ImportMapping, { headers, rows }: FileSurvey): void => {
  if (columns.some(({ column }) => column >= headers.length))
    throw fileInvalid(`The file has ${headers.length} columns, fewer than were mapped. Choose the file again.`);
  if (rows > 0 && !columns.some(({ field }) => field === 'title'))
    throw fileInvalid('No column is mapped to the title. Choose the one that holds it.');
};

const contextOf = (deps: ImportsDeps, { project }: ImportFile, mapping: ImportMapping): PlanContext => {
  const { db, items } = deps;
  const projectKey = deps.projectKeyOf(project);
  if (projectKey === null)
    throw new Failure('GONE', 'The project was deleted; nothing was imported.', { what: 'project', id: project });
  const { system, exact } = formatOf(mapping.format);
  const mapped = new Set(mapping.columns.map(({ field }) => field));
  return {
    project,
    projectKey,
    settings: deps.settingsOf(project),
    now: deps.clock.now(),
    system,
    exact,
    toTriage: mapping.toTriage,
    isMapped: (field) => mapped.has(field),
    known: {
      bySource: (from, externalId) => items.bySource(project, { system: from, externalId }),
      byNumber: (number) => {
        const id = itemIdByNumber(db, project, number);
        return id === null ? null : items.read(id);
      },
      parentOf: (item) => parentOfItem(db, item),
    },
    lastNumber: lastItemNumber(db, project),
    lastRank: items.lastRank(project),
    newId: createRisingIds(deps.clock.now()),
  };
};
