// biome-ignore-all lint/a11y/useSemanticElements: see BacklogList
// biome-ignore-all lint/a11y/useFocusableInteractive: see BacklogList
import type { RefObject } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { BacklogRow } from './BacklogRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import styles from './ListBody.module.css';
import { ROW } from './listMeasures.ts';
import type { ListRow } from './listRows.ts';
import type { CellEdits } from './useCellEdits.tsx';
import type { ListCursor } from './useListCursor.ts';
import type { Lifted } from './useListMoves.ts';
import type { ListSelection } from './useListSelection.ts';

interface Props {
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly rows: readonly ListRow[];
  /** The indexes of the rows to draw. */
  readonly drawn: readonly number[];
  readonly columns: readonly ListColumn[];
  readonly model: BacklogModel;
  readonly cursor: ListCursor;
  readonly selection: Pick<ListSelection, 'has'>;
  readonly lifted: Lifted | null;
  readonly edits: Pick<CellEdits, 'at' | 'editorOf'>;
  readonly open: ItemId | null;
  readonly movable: boolean;
  /** How many items a drag of a row takes with it. */
  readonly carried: (key: string) => number;
}

/** The rows that are drawn, each at its height; rows that stay the same are not drawn anew. */
export const ListBody = (props: Props) => {
  const { holder, rows, drawn, columns, model, cursor, selection, lifted, edits, open, movable, carried } = props;
  return (
    <div ref={holder} role="rowgroup" className={styles.rows} style={{ height: rows.length * ROW }}>
      {drawn.map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const place = { index, top: index * ROW };
        if (row.kind === 'group')
          return <GroupRow key={row.key} {...place} row={row} span={columns.length + 1} unit={model.settings.unit} />;
        const editing = edits.at?.key === row.key ? edits.at.column : null;
        const reachable = row === cursor.row;
        return (
          <BacklogRow
            key={row.key}
            {...place}
            row={row}
            columns={columns}
            model={model}
            reachable={reachable}
            cell={reachable ? cursor.cell : null}
            selected={selection.has(row.item.id)}
            lifted={lifted?.ids.has(row.item.id) === true && lifted.section === row.section}
            open={row.item.id === open}
            movable={movable}
            editing={editing}
            editor={editing === null ? null : edits.editorOf(row)}
            carried={carried}
          />
        );
      })}
    </div>
  );
};
