import { cutSegments, type DiffSegment } from './cutSegments.ts';
import type { DiffBlock } from './diffBlocks.ts';
import { diffChange, type LineChange } from './diffChange.ts';
import { pairedLines } from './pairedLines.ts';

/** What the list of a file's diff mounts as one. */
export type DiffRow =
  | { readonly kind: 'gap'; readonly key: string; readonly gap: Extract<DiffBlock, { kind: 'gap' }> }
  | {
      readonly kind: 'piece';
      readonly key: string;
      readonly changes: readonly LineChange[];
      /** The piece's segment, which is coloured as a whole. */
      readonly segment: SegmentChanges;
    };

/** The changes of a segment; the same object for each of its pieces. */
export interface SegmentChanges {
  readonly changes: readonly LineChange[];
}

/** The rows of a file's diff, in the order of the view. */
export const diffRows = (blocks: readonly DiffBlock[], view: 'unified' | 'split'): readonly DiffRow[] =>
  blocks.flatMap((block): readonly DiffRow[] => {
    if (block.kind === 'gap') return [{ kind: 'gap', key: `gap ${block.newFrom}`, gap: block }];
    return cutSegments(view === 'split' ? pairedLines(block.lines) : block.lines).flatMap(piecesOf);
  });

const piecesOf = ({ pieces }: DiffSegment): readonly DiffRow[] => {
  const cut = pieces.map((lines) => lines.map(diffChange));
  const segment: SegmentChanges = { changes: cut.flat() };
  return cut.map((changes) => ({ kind: 'piece', key: changes[0]?.key ?? '', changes, segment }));
};
