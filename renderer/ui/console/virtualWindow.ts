/** Height of one row in pixels; a line takes one row unless it is wrapped. */
export const ROW = 18;

/** Browsers cut elements off at some height (Chromium 33.5 million pixels, Firefox 17.8), so the track of the scroll bar never is higher. */
export const TRACK_MAX = 8_000_000;

/** What stands at the top edge: a line, and how many pixels of it are above the edge. */
export interface Position {
  readonly line: number;
  readonly offset: number;
}

/** What is looked at: how many lines there are, how high the view is, how high each line (at least ROW). */
export interface Extent {
  readonly total: number;
  readonly viewport: number;
  readonly heightOf: (line: number) => number;
}

export const start: Position = { line: 0, offset: 0 };

/** The position in which the last line's lower edge is the view's lower edge; the start when all lines fit. */
export const endPosition = ({ total, viewport, heightOf }: Extent): Position => {
  let room = viewport;
  for (let line = total - 1; line >= 0; line -= 1) {
    room -= heightOf(line);
    if (room <= 0) return { line, offset: 0 - room };
  }
  return start;
};

const isAfter = (one: Position, other: Position): boolean =>
  one.line > other.line || (one.line === other.line && one.offset > other.offset);

/** The nearest position that shows no empty space above or below. */
export const clampPosition = (position: Position, extent: Extent): Position => {
  if (position.line < 0 || (position.line === 0 && position.offset < 0)) return start;
  const end = endPosition(extent);
  if (isAfter(position, end)) return end;
  const height = extent.heightOf(position.line);
  return position.offset < height ? position : { line: position.line, offset: height - 1 };
};

export const isAtEnd = (position: Position, extent: Extent): boolean => !isAfter(endPosition(extent), position);

/** Beyond this many pixels lines are counted as one row each: nobody sees the difference, and walking a million lines takes time. */
const WALK_MAX = 100_000;

/** The position some pixels further down (or up, when negative). */
export const movePosition = ({ line, offset }: Position, pixels: number, extent: Extent): Position => {
  if (Math.abs(pixels) > WALK_MAX) return clampPosition({ line: line + Math.trunc(pixels / ROW), offset: 0 }, extent);
  let at = line;
  let rest = offset + pixels;
  while (rest < 0 && at > 0) {
    at -= 1;
    rest += extent.heightOf(at);
  }
  while (at < extent.total - 1 && rest >= extent.heightOf(at)) {
    rest -= extent.heightOf(at);
    at += 1;
  }
  return clampPosition({ line: at, offset: rest }, extent);
};

/** The lines that touch the view: from, and the one after the last. */
export const visibleLines = (
  { line, offset }: Position,
  { total, viewport, heightOf }: Extent,
): { readonly from: number; readonly to: number } => {
  let room = viewport + offset;
  let to = Math.min(line, total);
  while (to < total && room > 0) {
    room -= heightOf(to);
    to += 1;
  }
  return { from: Math.min(line, total), to };
};

/** The position that shows a line with some lines above it; unmoved when the line is seen whole already. */
export const positionShowing = (line: number, current: Position, extent: Extent): Position => {
  const { from, to } = visibleLines(current, extent);
  if (line > from && line < to - 1) return current;
  const third = Math.floor(extent.viewport / 3 / ROW) * ROW;
  return movePosition({ line: Math.max(0, Math.min(line, extent.total - 1)), offset: 0 }, -third, extent);
};

/** Up to so many lines the scroll bar counts pixels; beyond it counts every line as one row, wrapped or not, as nobody knows them all. */
const EXACT_LINES = 400;

/** How far down a position is, in pixels of an unshortened track. */
const depthOf = ({ line, offset }: Position, { total, heightOf }: Extent): number => {
  if (total > EXACT_LINES) return (line + (line < total ? offset / heightOf(line) : 0)) * ROW;
  let depth = offset;
  for (let above = 0; above < line; above += 1) depth += heightOf(above);
  return depth;
};

/** How far the scroll bar can go, in pixels. */
const roomOf = (extent: Extent): number => Math.min(TRACK_MAX - extent.viewport, depthOf(endPosition(extent), extent));

/** Height of the scroll bar's track. */
export const trackHeight = (extent: Extent): number => extent.viewport + Math.max(0, roomOf(extent));

/** Where on its track the scroll bar stands for a position, in pixels. */
export const scrollTopOf = (position: Position, extent: Extent): number => {
  const end = depthOf(endPosition(extent), extent);
  return end === 0 ? 0 : Math.min(1, depthOf(position, extent) / end) * roomOf(extent);
};

/** The position for a place on the track: the reverse of `scrollTopOf`. */
export const positionAt = (scrollTop: number, extent: Extent): Position => {
  const room = roomOf(extent);
  if (room <= 0 || scrollTop <= 0) return start;
  const end = endPosition(extent);
  // Browsers round: a bar that cannot go further may stand up to a pixel before its end.
  if (scrollTop > room - 1) return end;
  const depth = (scrollTop / room) * depthOf(end, extent);
  if (extent.total <= EXACT_LINES) return movePosition(start, depth, extent);
  const line = Math.floor(depth / ROW);
  return clampPosition({ line, offset: (depth / ROW - line) * extent.heightOf(line) }, extent);
};
