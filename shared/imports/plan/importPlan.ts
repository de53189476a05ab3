import type { StoredItem } from '../../backlog/planningRows.ts';
import { ranksBetween } from '../../backlog/ranksBetween.ts';
import type { ItemId } from '../../ids.ts';
import type { CellProblem, ReadItem } from '../readItem.ts';
import { circularParents } from './circularParents.ts';
import { type DraftItem, draftItem } from './draftItem.ts';
import { findKnown } from './findKnown.ts';
import { orderOfRanks } from './orderOfRanks.ts';
import { ownNumber, type PlanContext } from './planContext.ts';
import { updatedFields } from './updatedFields.ts';

/** A row that failed because of others, not of itself. */
export interface RowProblem extends CellProblem {
  readonly row: number;
  readonly line: number;
}

/** What an import writes. */
export interface ImportPlan {
  readonly inserts: readonly StoredItem[];
  readonly updates: readonly { readonly id: ItemId; readonly fields: Partial<StoredItem> }[];
  /** Rows whose item is here already, just so. */
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
  /** Parents that are neither in the file nor here; their rows are imported without. */
  readonly unmetParents: readonly string[];
}

interface PlannedRow {
  readonly row: number;
  readonly line: number;
  readonly id: ItemId;
  readonly rank: string | null;
  readonly parent: string | null;
  readonly draft: DraftItem | null;
  /** The number a new item keeps. */
  readonly number: number | null;
  readonly changes: Partial<StoredItem>;
  readonly parentBefore: ItemId | null;
}

/** Puts together what an import writes, row by row in the order of the file.
 *
 * `take` gives what is wrong with a row in view of the rows before and of what is here, or null. `finish` settles what needs all rows: parents,
 * which may stand behind their parts, the order, and the numbers. Nothing is written by it, and it asks only `context.known`. */
export const createImportPlan = (context: PlanContext) => {
  const rows: PlannedRow[] = [];
  const rowOf = new Map<string, number>();
  const taken = new Map<number, number>();
  const byRowId = new Map<string, ItemId>();
  const byExternalId = new Map<string, ItemId>();
  const byKey = new Map<string, ItemId>();

  const take = (read: ReadItem): CellProblem | null => {
    const { row, line, externalId, key, rowId, rank, parent } = read;
    const known = findKnown(context, read);
    const wantedNumber = known === null ? ownNumber(context, key) : null;
    const keepsKey = wantedNumber !== null && !taken.has(wantedNumber) && context.known.byNumber(wantedNumber) === null;
    const names = [
      known === null ? null : `item ${known.id}`,
      externalId === null ? null : `external ${read.system}\n${externalId}`,
      key === null ? null : `key ${key}`,
    ].filter((name) => name !== null);
    const twin = names.map((name) => rowOf.get(name)).find((found) => found !== undefined);
    if (twin !== undefined)
      return { column: '', message: `Row ${twin} is the same item: its external id or key is the same.` };
    const owner = externalId === null || known === null ? null : context.known.bySource(read.system, externalId);
    if (owner !== null && owner.id !== known?.id)
      return { column: '', message: `Its key is one item here and its external id ${externalId} another.` };
    for (const name of names) rowOf.set(name, row);
    const draft = known === null ? draftItem(context, read, keepsKey) : null;
    const id = known?.id ?? (draft as DraftItem).id;
    if (keepsKey) taken.set(wantedNumber, row);
    if (rowId !== null) byRowId.set(rowId, id);
    if (externalId !== null) byExternalId.set(externalId, id);
    if (key !== null) byKey.set(key, id);
    rows.push({
      row,
      line,
      id,
      rank,
      parent,
      draft,
      number: keepsKey ? wantedNumber : null,
      changes: known === null ? {} : updatedFields(context, read, known),
      parentBefore: known?.parent ?? null,
    });
    return null;
  };

  const findParent = (name: string): ItemId | null => {
    const inFile = byRowId.get(name) ?? byExternalId.get(name) ?? byKey.get(name);
    if (inFile !== undefined) return inFile;
    const number = ownNumber(context, name);
    const here = number === null ? null : context.known.byNumber(number);
    return (here ?? context.known.bySource(context.system, name))?.id ?? null;
  };

  const finish = (): ImportPlan => {
    const wanted = rows.flatMap((row) => {
      const parent = row.parent === null ? null : findParent(row.parent);
      return parent === null ? [] : [{ id: row.id, parent }];
    });
    const parents = new Map(wanted.map(({ id, parent }) => [id, parent]));
    const added = new Set(rows.flatMap(({ id, draft }) => (draft === null ? [] : [id])));
    const circular = circularParents(wanted, (id) => (added.has(id) ? null : context.known.parentOf(id)));
    const good = rows.filter(({ id }) => !circular.has(id));
    const gone = (parent: ItemId): boolean => circular.has(parent) && added.has(parent);
    const parentOf = ({ id, parent, parentBefore }: PlannedRow): ItemId | null => {
      if (!context.isMapped('parent')) return parentBefore;
      if (parent === null) return null;
      const found = parents.get(id);
      return found === undefined || gone(found) ? parentBefore : found;
    };
    const updates = good
      .filter(({ draft }) => draft === null)
      .map((row) => {
        const parent = parentOf(row);
        return { id: row.id, fields: parent === row.parentBefore ? row.changes : { ...row.changes, parent } };
      });
    const changed = updates.filter(({ fields }) => Object.keys(fields).length > 0);
    return {
      inserts: inserted(context, good, parentOf),
      updates: changed,
      unchanged: updates.length - changed.length,
      problems: rows
        .filter(({ id }) => circular.has(id))
        .map(({ row, line, parent }) => ({
          row,
          line,
          column: '',
          message: `The item would be a part of itself, by its parent ${parent}.`,
        })),
      unmetParents: good.flatMap(({ id, parent }) => {
        if (parent === null) return [];
        const found = parents.get(id);
        return found === undefined || gone(found) ? [parent] : [];
      }),
    };
  };

  return { take, finish };
};

const inserted = (
  context: PlanContext,
  rows: readonly PlannedRow[],
  parentOf: (row: PlannedRow) => ItemId | null,
): readonly StoredItem[] => {
  const fresh = rows.filter(({ draft }) => draft !== null);
  const ranks = ranksBetween(context.lastRank, null, fresh.length);
  const rankOf: string[] = [];
  for (const [place, at] of orderOfRanks(fresh.map(({ rank }) => rank)).entries()) rankOf[at] = ranks[place] ?? '';
  let last = fresh.reduce((highest, { number }) => Math.max(highest, number ?? 0), context.lastNumber);
  return fresh.map((row, at) => {
    const number = row.number ?? ++last;
    return { ...(row.draft as DraftItem), number, rank: rankOf[at] ?? '', parent: parentOf(row) };
  });
};
