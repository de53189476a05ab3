import { memo, type ReactNode, useMemo } from 'react';
import { type ChangeData, Diff, type DiffType, type EventMap, Hunk, type HunkData } from 'react-diff-view';
import { renderCodeToken } from './CodeToken.tsx';
import type { CodeTokens } from './codeTokens.ts';
import type { DiffRow } from './diffRows.ts';
import { useSegmentTokens } from './useSegmentTokens.ts';

interface Props {
  readonly piece: Extract<DiffRow, { kind: 'piece' }>;
  readonly tokens: CodeTokens;
  readonly view: 'unified' | 'split';
  readonly diffType: DiffType;
  /** What stands below lines, by their key; the same object while nothing of it changes. */
  readonly widgets: Record<string, ReactNode>;
  /** The keys of the chosen line: one or none. */
  readonly chosen: string[];
  readonly gutterEvents: EventMap;
  readonly codeEvents: EventMap;
}

const hunkOf = (changes: ChangeData[]): HunkData => ({
  content: '',
  oldStart: 0,
  newStart: 0,
  oldLines: 0,
  newLines: 0,
  changes,
});

/** Some lines of a diff. A long hunk is many of these, of which only those in view are mounted. */
export const DiffPiece = memo(({ piece, tokens, ...look }: Props) => {
  const { changes, segment } = piece;
  const words = useSegmentTokens(tokens, segment);
  const hunks = useMemo(() => [hunkOf(changes.map(({ change }) => change))], [changes]);
  return (
    <Diff
      viewType={look.view}
      diffType={look.diffType}
      hunks={hunks}
      tokens={words}
      widgets={look.widgets}
      selectedChanges={look.chosen}
      gutterEvents={look.gutterEvents}
      codeEvents={look.codeEvents}
      renderToken={renderCodeToken}
    >
      {(drawn) => drawn.map((hunk) => <Hunk key={piece.key} hunk={hunk} />)}
    </Diff>
  );
});
