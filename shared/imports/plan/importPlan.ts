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

  /** A row that is an item here by its key must not have the external id of another. */
  const isOfAnother = ({ id, source }: StoredItem, { system, externalId }: ReadItem): boolean => {
    if (externalId === null || (source?.system === system && source.externalId === externalId)) return false;
    return (context.known.bySource(system, externalId)?.id ?? id) !== id;
  };

  const take = (read: ReadItem): CellProblem | null => {
    const { row, line, externalId, key, rowId, rank, parent } = read;
    const known = findKnown(context, read);
    const wantedNumber = known === null ? ownNumber(context, key) : null;
    // A number up to the last one was given once, also when its item is gone by now: it is never given again.
    const keepsKey = wantedNumber !== null && !taken.has(wantedNumber) && wantedNumber > context.lastNumber;
    const names = [
      known === null ? null : `item ${known.id}`,
      externalId === null ? null : `external ${read.system}\n${externalId}`,
      key === null ? null : `key ${key}`,
    ].filter((name) => name !== null);
    const twin = names.map((name) => rowOf.get(name)).find((found) => found !== undefined);
    if (twin !== undefined)
      return { column: '', message: `Row ${twin} is the same item: its external id or key is the same.` };
    if (known !== null && isOfAnother(known, read))
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
    const found = rows.map(({ parent }) => (parent === null ? null : findParent(parent)));
    const wanted = rows.flatMap(({ id }, at) => {
      const parent = found[at] ?? null;
      return parent === null ? [] : [{ id, parent }];
    });
    const hasParents = wanted.length > 0;
    const added = new Set(hasParents ? rows.flatMap(({ id, draft }) => (draft === null ? [] : [id])) : []);
    /** Rows that take their item away from its parent. */
    const freed = new Set(
      hasParents && context.isMapped('parent') ? rows.flatMap(({ id, parent }) => (parent === null ? [id] : [])) : [],
    );
    const circular = circularParents(
      wanted,
      (id) => (added.has(id) || freed.has(id) ? null : context.known.parentOf(id)),
      (id) => added.has(id),
    );
    /** A new item that fails is nobody's parent. */
    const parentAt = (at: number): ItemId | null => {
      const parent = found[at] ?? null;
      return parent !== null && circular.has(parent) && added.has(parent) ? null : parent;
    };
    const inserts: NewRow[] = [];
    const updates: { readonly id: ItemId; readonly fields: Partial<StoredItem> }[] = [];
    const problems: RowProblem[] = [];
    const unmetParents: string[] = [];
    let unchanged = 0;
    for (const [at, { row, line, id, draft, number, rank, changes, parent: name, parentBefore }] of rows.entries()) {
      if (circular.has(id)) {
        const message = `The item would be a part of itself, by its parent ${name}.`;
        problems.push({ row, line, column: '', message });
        continue;
      }
      const parent = parentAt(at);
      if (name !== null && parent === null) unmetParents.push(name);
      // A parent that is not met leaves the one that is there.
      const settled = !context.isMapped('parent') || (name !== null && parent === null) ? parentBefore : parent;
      if (draft !== null) inserts.push({ draft, number, rank, parent: settled });
      else {
        const fields = settled === parentBefore ? changes : { ...changes, parent: settled };
        if (Object.keys(fields).length > 0) updates.push({ id, fields });
        else unchanged += 1;
      }
    }
    return { inserts: inserted(context, inserts), updates, unchanged, problems, unmetParents };
  };

  return { take, finish };
};

interface NewRow extends Pick<PlannedRow, 'number' | 'rank'> {
  readonly draft: DraftItem;
  readonly parent: ItemId | null;
}

/** Gives new items their place behind all others, in the order their ranks say, and a number to those that keep none. */
const inserted = ({ lastRank, lastNumber }: PlanContext, rows: readonly NewRow[]): readonly StoredItem[] => {
  const ranks = ranksBetween(lastRank, null, rows.length);
  const rankOf: string[] = [];
  for (const [place, at] of orderOfRanks(rows.map(({ rank }) => rank)).entries()) rankOf[at] = ranks[place] ?? '';
  let last = rows.reduce((highest, { number }) => Math.max(highest, number ?? 0), lastNumber);
  return rows.map(({ draft, number, parent }, at) =>
    // The draft is nobody else's, and a copy of 50,000 would be noticed.
    Object.assign(draft, { number: number ?? ++last, rank: rankOf[at] ?? '', parent }),
  );
};
