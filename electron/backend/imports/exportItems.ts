import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { dateAt } from '../../../shared/calendarDate.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { FileKind, FilePiece } from '../../../shared/imports/contract.ts';
import { type ExportedItem, exportCells, exportColumns, exportObject } from '../../../shared/imports/exportColumns.ts';
import { guardCell } from '../../../shared/imports/guardCell.ts';
import type { ImportsDeps } from './importsDeps.ts';

/** In front of every CSV file: Excel reads one without it in the old code page of the machine and breaks every letter beyond ASCII. What else
 * reads CSV knows it, and the import takes it away. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Items in one piece of the file. */
const PIECE = 200;

/** All items of a project by rank, as a CSV or JSON file in pieces. GONE when the project is. */
export async function* exportItems(
  deps: ImportsDeps,
  project: ProjectId,
  format: FileKind,
): AsyncGenerator<FilePiece, void, void> {
  const projectKey = deps.projectKeyOf(project);
  if (projectKey === null) throw new Failure('GONE', 'The project was deleted.', { what: 'project', id: project });
  const settings = deps.settingsOf(project);
  const fileName = `${projectKey.toLowerCase()}-backlog-${dateAt(deps.clock.now(), settings.timeZone)}.${format}`;
  const items = deps.items.stored(project);
  const exported = createNaming(deps, project, projectKey, items);
  const writer = format === 'csv' ? csv : json(projectKey);
  yield { fileName, text: writer.head };
  for (let from = 0; from < items.length; from += PIECE) {
    const piece = items.slice(from, from + PIECE).map((item, at) => exported(item, from + at + 1));
    yield { fileName, text: writer.items(piece, from === 0) };
    await setImmediate();
  }
  yield { fileName, text: writer.tail };
}

/** Gives items with the names of what they refer to. */
const createNaming = (deps: ImportsDeps, project: ProjectId, projectKey: string, items: readonly StoredItem[]) => {
  const statuses = namesOf(deps.settingsOf(project).workflow);
  const members = namesOf(deps.membersOf(project));
  const sprints = namesOf(deps.sprintsOf(project));
  const keys = new Map(items.map(({ id, number }) => [id, `${projectKey}-${number}`]));
  return (item: StoredItem, place: number): ExportedItem => ({
    item,
    key: keys.get(item.id) ?? '',
    status: statuses.get(item.status) ?? item.status,
    assignee: item.assignee === null ? '' : (members.get(item.assignee) ?? ''),
    sprint: item.sprint === null ? '' : (sprints.get(item.sprint) ?? ''),
    parent: item.parent === null ? '' : (keys.get(item.parent) ?? ''),
    place,
  });
};

const namesOf = (all: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> =>
  new Map(all.map(({ id, name }) => [id, name]));

interface Writer {
  readonly head: string;
  readonly items: (items: readonly ExportedItem[], first: boolean) => string;
  readonly tail: string;
}

const lines = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  );

const csv: Writer = {
  head: `${BYTE_ORDER_MARK}${lines([exportColumns.map(({ header }) => header)])}`,
  items: (items) => lines(items.map((item) => exportCells(item).map(guardCell))),
  tail: '',
};

/** One item a line, so that two exports can be compared line by line. */
const json = (projectKey: string): Writer => ({
  head: `{"format":"pitwall-items","version":1,"project":${JSON.stringify(projectKey)},"items":[`,
  items: (items, first) => `${first ? '' : ','}\n${items.map(exportObject).join(',\n')}`,
  tail: '\n]}\n',
});
