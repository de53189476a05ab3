import { useCallback, useMemo } from 'react';
import type { BacklogModel } from '../backlogModel.ts';
import { withMoved } from '../moveTarget.ts';
import { type ItemRow, type ListRow, type ListSection, rowsOf } from './listRows.ts';
import type { Lifted } from './useListMoves.ts';

/** The list's lines: as they are, or with lifted items where they would be put down. */
export const useListRows = (
  plain: readonly ListRow[],
  sections: readonly ListSection[],
  lifted: Lifted | null,
  { rolledUp }: Pick<BacklogModel, 'rolledUp'>,
): { readonly rows: readonly ListRow[]; readonly rowOf: (key: string) => ItemRow | null } => {
  const rows = useMemo(() => {
    if (lifted === null) return plain;
    const shown = sections.map((section, at) =>
      at === lifted.section ? { ...section, items: withMoved(section.items, lifted.ids, lifted.at) } : section,
    );
    return rowsOf(shown, rolledUp);
  }, [plain, sections, lifted, rolledUp]);
  const rowOf = useCallback(
    (key: string): ItemRow | null => {
      const row = rows.find((each) => each.key === key);
      return row?.kind === 'item' ? row : null;
    },
    [rows],
  );
  return { rows, rowOf };
};
