import type { RecordedChange } from './changeTable.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether two values of a row are the same; rows are plain data. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** The fields in which two versions of a row differ, before and after; null when they do not. */
const difference = (before: Fields, after: Fields): Pick<RecordedChange, 'before' | 'after'> | null => {
  const names = Object.keys(after).filter((name) => !sameValue(before[name], after[name]));
  if (names.length === 0) return null;
  const pick = (fields: Fields) => Object.fromEntries(names.map((name) => [name, fields[name]]));
  return { before: pick(before), after: pick(after) };
};

/** Two changes of one row after each other as one; null when they come to nothing. */
const merged = (first: RecordedChange, second: RecordedChange): RecordedChange | null => {
  const { entity, id } = first;
  const updated = (before: Fields, after: Fields): RecordedChange | null => {
    const fields = difference(before, after);
    return fields === null ? null : { entity, id, kind: 'update', ...fields };
  };
  if (second.kind === 'insert') return updated(first.before ?? {}, second.after ?? {});
  if (second.kind === 'remove')
    return first.kind === 'insert' ? null : { ...second, before: { ...second.before, ...first.before } };
  const after = { ...first.after, ...second.after };
  return first.kind === 'insert' ? { ...first, after } : updated({ ...second.before, ...first.before }, after);
};

/** Keeps what an act does to each row, as one change for each: what stands against taking it back is then read from the last state, and an act
 * may write a row in several steps. */
export const createChangeLog = () => {
  const byRow = new Map<string, RecordedChange>();
  return {
    add: (change: RecordedChange): void => {
      const key = `${change.entity} ${change.id}`;
      const before = byRow.get(key);
      const now = before === undefined ? change : merged(before, change);
      if (now === null) byRow.delete(key);
      else byRow.set(key, now);
    },
    /** In the order in which the rows were first changed. */
    changes: (): readonly RecordedChange[] => [...byRow.values()],
  };
};
