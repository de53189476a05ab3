import type { ChangeData } from 'react-diff-view';
import type { DiffLine } from '../../../../shared/reviews/fileDiff.ts';
import type { DiffSide } from '../../../../shared/reviews/reviewComment.ts';

/** A line in react-diff-view's words, with what is ours. */
export interface LineChange {
  /** react-diff-view's own name of the line: `I12`, `D4`, `N9`. */
  readonly key: string;
  readonly change: ChangeData;
  readonly line: DiffLine;
}

/** The line in react-diff-view's words. */
export const diffChange = (line: DiffLine): LineChange => {
  const { kind, old, new: now, text: content } = line;
  switch (kind) {
    case 'added':
      return { key: `I${now ?? 0}`, change: { type: 'insert', isInsert: true, content, lineNumber: now ?? 0 }, line };
    case 'removed':
      return { key: `D${old ?? 0}`, change: { type: 'delete', isDelete: true, content, lineNumber: old ?? 0 }, line };
    case 'context':
      return {
        key: `N${old ?? 0}`,
        change: { type: 'normal', isNormal: true, content, oldLineNumber: old ?? 0, newLineNumber: now ?? 0 },
        line,
      };
  }
};

/** Where a comment on this line belongs: on the new side wherever the line is there. */
export const placeOfLine = ({ kind, old, new: now }: DiffLine): { readonly side: DiffSide; readonly line: number } =>
  kind === 'removed' ? { side: 'old', line: old ?? 0 } : { side: 'new', line: now ?? 0 };
