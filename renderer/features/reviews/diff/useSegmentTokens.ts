import { useCallback, useSyncExternalStore } from 'react';
import type { HunkTokens } from 'react-diff-view';
import type { CodeTokens } from './codeTokens.ts';
import type { SegmentChanges } from './diffRows.ts';

/** The words of a segment: plain at first, coloured when the window had a moment. */
export const useSegmentTokens = (tokens: CodeTokens, segment: SegmentChanges): HunkTokens =>
  useSyncExternalStore(
    useCallback((changed) => tokens.want(segment, changed), [tokens, segment]),
    useCallback(() => tokens.of(segment), [tokens, segment]),
  );
