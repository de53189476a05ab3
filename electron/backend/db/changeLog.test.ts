import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createChangeLog } from './changeLog.ts';
import type { RecordedChange } from './changeTable.ts';

type Row = Readonly<Record<string, number>>;
type Rows = ReadonlyMap<string, Row>;

const row = fc.record({ a: fc.nat(2), b: fc.nat(2) });
const rows = fc.dictionary(fc.constantFrom('x', 'y', 'z'), row).map((record) => new Map(Object.entries(record)));
const steps = fc.array(fc.record({ id: fc.constantFrom('x', 'y', 'z'), to: fc.option(row) }), { maxLength: 12 });

/** One write of a row, as an act records it; null when it is no change. */
const changeTo = (before: Row | undefined, id: string, to: Row | null): RecordedChange | null => {
  const of = { entity: 'item' as const, id };
  if (before === undefined) return to === null ? null : { ...of, kind: 'insert', before: null, after: to };
  if (to === null) return { ...of, kind: 'remove', before, after: null };
  const names = Object.keys(to).filter((name) => before[name] !== to[name]);
  if (names.length === 0) return null;
  const pick = (fields: Row) => Object.fromEntries(names.map((name) => [name, fields[name]]));
  return { ...of, kind: 'update', before: pick(before), after: pick(to) };
};

const apply = (to: Rows, changes: readonly RecordedChange[], side: 'before' | 'after'): Rows => {
  const now = new Map(to);
  for (const change of changes) {
    const fields = change[side] as Row | null;
    if (fields === null) now.delete(change.id);
    else now.set(change.id, { ...now.get(change.id), ...fields });
  }
  return now;
};

it('P13 what an act did to each row is one change, which leads there and back, however often it was written', () => {
  fc.assert(
    fc.property(rows, steps, (before, list) => {
      const log = createChangeLog();
      const now = new Map<string, Row>(before);
      for (const { id, to } of list) {
        const change = changeTo(now.get(id), id, to);
        if (change !== null) log.add(change);
        if (to === null) now.delete(id);
        else now.set(id, to);
      }
      const changes = log.changes();
      expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
      expect(apply(before, changes, 'after')).toEqual(now);
      expect(apply(now, changes, 'before')).toEqual(before);
      for (const { kind, id } of changes) {
        if (kind === 'insert') expect(before.has(id)).toBe(false);
        else expect(before.get(id)).not.toEqual(now.get(id));
      }
    }),
  );
});
