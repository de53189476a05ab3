import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { BoardCard } from './BoardCard.tsx';
import styles from './BoardCell.module.css';
import { CARD, CARD_GAP, CELL_PADDING, dropIndex, dropLineAt } from './boardMeasures.ts';
import { draggedCard } from './cardData.ts';
import type { CardFacts } from './cardFacts.ts';

export interface CellActs {
  readonly factsOf: (item: Item) => CardFacts;
  readonly hrefOf: (item: Item) => string;
  readonly onOpen: (item: Item) => void;
  readonly onFocus: (item: Item) => void;
  /** A card was dropped here: `index` says before which card when it is one of this cell, else null. */
  readonly onDrop: (card: ItemId, lane: string, column: number, index: number | null) => void;
}

interface Props {
  readonly lane: string;
  readonly column: number;
  /** What the list is called: its status and lane. */
  readonly name: string;
  readonly items: readonly Item[];
  /** Where the cell begins in what scrolls, in pixels. */
  readonly top: number;
  readonly scroller: RefObject<HTMLElement | null>;
  /** The card that Tab leads to, when it is in this cell. */
  readonly reachable: ItemId | null;
  readonly asked: ItemId | null;
  readonly acts: CellActs;
}

/** The cards of one status in one lane, of which only those in view are drawn. */
export const BoardCell = memo(({ lane, column, name, items, top, scroller, reachable, asked, acts }: Props) => {
  const element = useRef<HTMLDivElement>(null);
  const cards = useRef<HTMLUListElement>(null);
  const [over, setOver] = useState<number | 'whole' | null>(null);
  const latest = useRef({ items, acts });
  useEffect(() => {
    latest.current = { items, acts };
  });
  const reachableAt = reachable === null ? -1 : items.findIndex(({ id }) => id === reachable);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD + CARD_GAP,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 2,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return reachableAt === -1 || shown.includes(reachableAt) ? shown : [...shown, reachableAt].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    const cell = element.current;
    if (cell === null) return;
    const place = (card: ItemId, clientY: number): number | 'whole' => {
      const { items: own } = latest.current;
      if (!own.some(({ id }) => id === card)) return 'whole';
      return dropIndex(clientY - (cards.current?.getBoundingClientRect().top ?? 0), own.length);
    };
    return dropTargetForElements({
      element: cell,
      canDrop: ({ source }) => draggedCard(source.data) !== null,
      onDrag: ({ source, location }) => {
        const card = draggedCard(source.data);
        if (card !== null) setOver(place(card, location.current.input.clientY));
      },
      onDragLeave: () => setOver(null),
      onDrop: ({ source, location }) => {
        setOver(null);
        const card = draggedCard(source.data);
        if (card === null) return;
        const at = place(card, location.current.input.clientY);
        latest.current.acts.onDrop(card, lane, column, at === 'whole' ? null : at);
      },
    });
  }, [lane, column]);
  return (
    <div ref={element} className={styles.cell} data-over={over === 'whole' || undefined}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is one */}
      <ul ref={cards} role="list" className={styles.list} aria-label={name} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <li
                key={item.id}
                className={styles.slot}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${String(start - top)}px)` }}
              >
                <BoardCard
                  item={item}
                  facts={acts.factsOf(item)}
                  reachable={item.id === reachable}
                  asked={item.id === asked}
                  href={acts.hrefOf(item)}
                  onOpen={acts.onOpen}
                  onFocus={acts.onFocus}
                />
              </li>
            )
          );
        })}
      </ul>
      {typeof over === 'number' && (
        <div className={styles.line} style={{ top: CELL_PADDING + dropLineAt(over) }} aria-hidden />
      )}
    </div>
  );
});
