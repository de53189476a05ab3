import type { PlanningKind } from '../../../shared/backlog/planningRows.ts';
import type { ActTables } from './actTable.ts';
import { sameValue } from './changeLog.ts';
import type { RecordedChange } from './changeTable.ts';

type Tables = { readonly [Kind in PlanningKind]: ActTables[PlanningKind] };
type Fields = Readonly<Record<string, unknown>>;

/** What stands against taking changes back, in words: each row that is not as they left it, and what came since and hangs on a row that would
 * go. None means that nothing of anybody else's is lost. */
export const undoConflicts = (given: ActTables, changes: readonly RecordedChange[]): readonly string[] => {
  const tables = given as Tables;
  const going = new Set(changes.filter(({ kind }) => kind === 'insert').map(({ id }) => id));
  const touched = new Set(changes.map(({ id }) => id));
  return changes.flatMap((change) => {
    const { entity, id, kind } = change;
    const now = tables[entity].read(id);
    if (kind === 'remove') return now === null ? [] : [`${tables[entity].nameOf(now as never)} is there again`];
    if (now === null) return [`${nameIn(change)} was deleted since`];
    const name = tables[entity].nameOf(now as never);
    const changed = changedSince(change, now as unknown as Fields);
    if (changed.length > 0) return [`${name}: ${changed.join(', ')}`];
    if (!going.has(id)) return [];
    return (tables[entity].dependents?.(now as never) ?? [])
      .filter((dependent) => !touched.has(dependent.id))
      .map((dependent) => `${name} has ${dependent.name} now`);
  });
};

const changedSince = ({ after }: RecordedChange, now: Fields): readonly string[] =>
  Object.keys(after ?? {})
    .filter((field) => !sameValue(now[field], after?.[field]))
    .map((field) => `${inWords(field)} is ${shown(now[field])} now`);

const nameIn = ({ entity, before, after }: RecordedChange): string => {
  const fields = { ...after, ...before };
  const name = fields.title ?? fields.name;
  if (typeof name === 'string') return `“${name}”`;
  return entity === 'item' ? 'an item' : `a ${entity}`;
};

const inWords = (field: string): string =>
  field === 'rank' ? 'place' : field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Ids, ranks and structures say nothing to a person. */
const shown = (value: unknown): string => {
  if (value === null || value === '') return 'empty';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return 'another';
  return value.length > 60 ? `“${value.slice(0, 59)}…”` : `“${value}”`;
};
