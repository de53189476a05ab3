/** Every card is equally high, so that a place in a list is a matter of arithmetic and nothing must be measured. Pixels, as in the styles. */
export const CARD = 88;
export const CARD_GAP = 6;
export const LANE_HEAD = 30;
/** Around the cards of a cell. */
export const CELL_PADDING = 4;
/** From a lane's title (or the board's top) to the first card: a gap, and the cell's padding. */
export const CELL_HEAD = 6 + CELL_PADDING;
/** Room below the last card, which is also where something can be dropped. */
export const CELL_FOOT = 20;
export const COLUMN_HEAD = 44;

const STEP = CARD + CARD_GAP;

/** Height of the cards of a cell, with the room below them. */
export const cellHeight = (cards: number): number => Math.max(1, cards) * STEP + CELL_FOOT;

/** Before which card of a cell a pointer at a height (from the first card's top) puts something; `cards` is behind the last one. */
export const dropIndex = (height: number, cards: number): number =>
  Math.max(0, Math.min(cards, Math.round(height / STEP)));

/** The height at which the line is drawn that says where something goes. */
export const dropLineAt = (index: number): number => Math.max(0, index * STEP - CARD_GAP / 2 - 1);
