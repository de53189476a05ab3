import { type ReactNode, type RefObject, useState } from 'react';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { announce } from '../../../ui/announce.ts';
import type { ShownFailure } from '../../../ui/shownFailure.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import { type BacklogActs, orNotify } from '../useBacklogActs.ts';
import type { AskNeeds } from '../useNeeds.tsx';
import { CellEditor, type EditorExit } from './CellEditor.tsx';
import { CellFailure } from './CellFailure.tsx';
import type { ItemRow } from './listRows.ts';
import type { ListCursor } from './useListCursor.ts';

export interface CellEdits {
  readonly at: { readonly key: string; readonly column: ListColumn } | null;
  readonly start: (row: ItemRow, column: ListColumn) => void;
  readonly editorOf: (row: ItemRow) => ReactNode;
  /** Why the last edit was refused, beside its cell. */
  readonly failure: ReactNode;
}

interface EditsDeps {
  readonly model: BacklogModel;
  readonly columns: readonly ListColumn[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly cursor: ListCursor;
  readonly acts: Pick<BacklogActs, 'edit'>;
  readonly ask: AskNeeds;
}

const isEditable = (column: ListColumn): boolean => listColumnFacts[column].fixed !== true;

/** Editing in the cells: one at a time, saved at once, put back with the reason beside it when refused. */
export const useCellEdits = ({ model, columns, scroller, cursor, acts, ask }: EditsDeps): CellEdits => {
  const [at, setAt] = useState<CellEdits['at']>(null);
  const [failure, setFailure] = useState<{
    readonly shown: ShownFailure;
    readonly left: number;
    readonly top: number;
  } | null>(null);

  const start = ({ key, item }: ItemRow, column: ListColumn): void => {
    if (!isEditable(column)) return;
    if (column === 'estimate' && (model.rolledUp.get(item.id)?.parts ?? 0) > 0) {
      announce(`${item.key} has parts: its points are their sum. Estimate the parts.`);
      return;
    }
    setFailure(null);
    setAt({ key, column });
  };
  const save = ({ key, item }: ItemRow, column: ListColumn, patch: ItemPatch): void => {
    ask([item], patch, (whole) => {
      acts.edit([item.id], whole).catch((error: unknown) => {
        const cell = scroller.current?.querySelector(`[data-row="${CSS.escape(key)}"] [data-column="${column}"]`);
        if (cell == null) return orNotify(`${item.key} was not changed`)(error);
        const { left, bottom } = cell.getBoundingClientRect();
        setFailure({ shown: describeFailure(error), left, top: bottom + 2 });
      });
    });
  };
  const exit = (row: ItemRow, column: ListColumn, by: EditorExit): void => {
    const editable = columns.filter(isEditable);
    const next = by === 'tab' ? editable[editable.indexOf(column) + 1] : undefined;
    if (next !== undefined) {
      start(row, next);
      return;
    }
    setAt(null);
    if (by !== 'away') cursor.goTo(row.key, cursor.cell);
  };
  return {
    at,
    start,
    editorOf: (row) =>
      at === null ? null : (
        <CellEditor
          key={`${at.key} ${at.column}`}
          item={row.item}
          column={at.column}
          model={model}
          onPatch={(patch) => save(row, at.column, patch)}
          onExit={(by) => exit(row, at.column, by)}
        />
      ),
    failure: failure !== null && (
      <CellFailure failure={failure.shown} left={failure.left} top={failure.top} onClose={() => setFailure(null)} />
    ),
  };
};
