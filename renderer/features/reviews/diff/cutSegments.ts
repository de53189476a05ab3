import type { DiffLine } from '../../../../shared/reviews/fileDiff.ts';

/** Rows of one piece: some more than a screen shows at once must be mounted, so pieces are small. */
export const PIECE_LINES = 30;
/** Lines that are coloured at once: some 10 ms of work, so that no frame is lost for long. */
const SEGMENT_LINES = 200;
/** Where no good place to cut is found. */
const SEGMENT_LINES_MAX = 600;

/** Lines that are coloured together. Colours depend on what stands before: a string that was begun is a string until it ends. */
export interface DiffSegment {
  readonly pieces: readonly (readonly DiffLine[])[];
}

/** Cuts lines into segments to colour and pieces to mount. No row of a view side by side is cut.
 *
 * A segment ends, when it is long enough, before a line that starts at the margin behind an empty one: hardly ever inside a string or a comment. */
export const cutSegments = (lines: readonly DiffLine[]): readonly DiffSegment[] => {
  const segments: DiffSegment[] = [];
  let from = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    const length = at - from;
    const ends = at === lines.length;
    if (!ends && splitsRow(lines, at)) continue;
    if (ends || length >= SEGMENT_LINES_MAX || (length >= SEGMENT_LINES && startsAnew(lines, at))) {
      segments.push({ pieces: cutPieces(lines.slice(from, at)) });
      from = at;
    }
  }
  return segments;
};

const cutPieces = (lines: readonly DiffLine[]): readonly (readonly DiffLine[])[] => {
  const pieces: (readonly DiffLine[])[] = [];
  let from = 0;
  while (from < lines.length) {
    let to = Math.min(lines.length, from + PIECE_LINES);
    if (to < lines.length && splitsRow(lines, to)) to += 1;
    pieces.push(lines.slice(from, to));
    from = to;
  }
  return pieces;
};

/** Whether a cut before this line would part a removed line from its added partner. */
const splitsRow = (lines: readonly DiffLine[], at: number): boolean =>
  lines[at - 1]?.kind === 'removed' && lines[at]?.kind === 'added';

const startsAnew = (lines: readonly DiffLine[], at: number): boolean =>
  lines[at - 1]?.text.trim() === '' && /^[\p{L}@_]/u.test(lines[at]?.text ?? '');
