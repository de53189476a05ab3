import type { ItemId } from '../../../shared/ids.ts';
import type { BoardLane } from './boardLanes.ts';

export interface CardPlace {
  readonly lane: number;
  readonly column: number;
  readonly index: number;
}

export type FocusStep = 'up' | 'down' | 'left' | 'right';

/** Where a card is; null when it is not on the board. */
export const placeOf = (lanes: readonly BoardLane[], card: ItemId): CardPlace | null => {
  for (const [lane, { cells }] of lanes.entries())
    for (const [column, cell] of cells.entries()) {
      const index = cell.findIndex(({ id }) => id === card);
      if (index !== -1) return { lane, column, index };
    }
  return null;
};

const cardAt = (lanes: readonly BoardLane[], { lane, column, index }: CardPlace): ItemId | null =>
  lanes[lane]?.cells[column]?.[index]?.id ?? null;

/** The first card in reading order; null on an empty board. */
export const firstCard = (lanes: readonly BoardLane[]): ItemId | null => {
  for (const { cells } of lanes) for (const cell of cells) if (cell[0] !== undefined) return cell[0].id;
  return null;
};

const upOrDown = (lanes: readonly BoardLane[], from: CardPlace, by: 1 | -1): ItemId | null => {
  const near = cardAt(lanes, { ...from, index: from.index + by });
  if (near !== null) return near;
  for (let lane = from.lane + by; lane >= 0 && lane < lanes.length; lane += by) {
    const cell = lanes[lane]?.cells[from.column] ?? [];
    const next = by === 1 ? cell[0] : cell.at(-1);
    if (next !== undefined) return next.id;
  }
  return null;
};

const sideways = (lanes: readonly BoardLane[], from: CardPlace, by: 1 | -1): ItemId | null => {
  const cells = lanes[from.lane]?.cells ?? [];
  for (let column = from.column + by; column >= 0 && column < cells.length; column += by) {
    const cell = cells[column] ?? [];
    const next = cell[Math.min(from.index, cell.length - 1)];
    if (next !== undefined) return next.id;
  }
  return null;
};

/** The card a key leads to: up and down go on in the next lane, left and right pass empty columns. Null at the board's edge. */
export const nextCard = (lanes: readonly BoardLane[], from: CardPlace, step: FocusStep): ItemId | null => {
  switch (step) {
    case 'up':
      return upOrDown(lanes, from, -1);
    case 'down':
      return upOrDown(lanes, from, 1);
    case 'left':
      return sideways(lanes, from, -1);
    case 'right':
      return sideways(lanes, from, 1);
  }
};
