import { ActionIcon } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import type { BacklogModel } from '../backlogModel.ts';
import type { ItemRow } from './listRows.ts';
import styles from './RowActs.module.css';
import { type RowAct, RowMenu } from './RowMenu.tsx';
import type { ListMoves } from './useListMoves.ts';

interface Props {
  /** What scrolls; the button lies over it, beside the row that is pointed at. */
  readonly area: RefObject<HTMLElement | null>;
  readonly rowOf: (key: string) => ItemRow | null;
  readonly model: BacklogModel;
  readonly moves: ListMoves;
  readonly movable: boolean;
  /** The row whose menu is open; the keyboard sets it too. */
  readonly opened: string | null;
  readonly onOpened: (key: string | null) => void;
  readonly onAct: (row: ItemRow, act: RowAct) => void;
}

const rowAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;

/** The "…" of the row that is pointed at or whose menu is open: one button for the whole list. */
export const RowActs = ({ area, rowOf, model, moves, movable, opened, onOpened, onAct }: Props) => {
  const [over, setOver] = useState<string | null>(null);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const show = (event: Event) => {
      const key = rowAt(event.target)?.dataset.row;
      if (key !== undefined) setOver(key);
    };
    const hide = () => setOver(null);
    element.addEventListener('pointerover', show);
    element.addEventListener('focusin', show);
    element.addEventListener('scroll', hide, { passive: true });
    return () => {
      element.removeEventListener('pointerover', show);
      element.removeEventListener('focusin', show);
      element.removeEventListener('scroll', hide);
    };
  }, [area]);
  const key = opened ?? over;
  const row = key === null ? null : rowOf(key);
  const line = key === null ? null : area.current?.querySelector(`[data-row="${CSS.escape(key)}"]`);
  const box = area.current?.getBoundingClientRect();
  if (row === null || line == null || box === undefined || moves.lifted !== null) return null;
  const top = line.getBoundingClientRect().top - box.top;
  if (top < 0 || top > box.height) return null;
  const carried = moves.carriedBy(row);
  return (
    <div className={styles.acts} style={{ top }}>
      <RowMenu
        item={row.item}
        count={carried.size}
        hasParts={(model.rolledUp.get(row.item.id)?.parts ?? 0) > 0}
        movable={movable}
        opened={opened !== null}
        onOpened={(open) => onOpened(open ? row.key : null)}
        onAct={(act) => onAct(row, act)}
      >
        <ActionIcon className={styles.button} size={24} aria-label={`More for ${row.item.key}`} tabIndex={-1}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </RowMenu>
    </div>
  );
};
