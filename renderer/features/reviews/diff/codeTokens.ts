import type { HunkTokens } from 'react-diff-view';
import type { SegmentChanges } from './diffRows.ts';
import { segmentTokens } from './segmentTokens.ts';

/** Colours the segments of one file, one at a time, when the window has nothing better to do. */
export interface CodeTokens {
  /** The segment's words: plain until it was coloured. The same object until then, and after. */
  readonly of: (segment: SegmentChanges) => HunkTokens;
  /** Asks for a segment's colours; returns the undo. `changed` is called when they are there. */
  readonly want: (segment: SegmentChanges, changed: () => void) => () => void;
}

/** The colours of a file in this language; null leaves it plain but for the marks of changed words. */
export const createCodeTokens = (language: string | null): CodeTokens => {
  const coloured = new WeakMap<SegmentChanges, HunkTokens>();
  const plain = new WeakMap<SegmentChanges, HunkTokens>();
  const wanted = new Map<SegmentChanges, Set<() => void>>();
  let isWorking = false;
  const work = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    try {
      const { codeHighlighter } = await import('./codeHighlighter.ts');
      for (let next = wanted.keys().next(); next.done !== true; next = wanted.keys().next()) {
        const segment = next.value;
        await idle();
        const watchers = wanted.get(segment);
        // It was scrolled away in the meantime.
        if (watchers === undefined) continue;
        wanted.delete(segment);
        coloured.set(segment, segmentTokens(segment.changes, language, codeHighlighter));
        for (const changed of watchers) changed();
      }
    } finally {
      isWorking = false;
    }
  };
  return {
    of: (segment) => {
      const ready = coloured.get(segment) ?? plain.get(segment);
      if (ready !== undefined) return ready;
      const made = segmentTokens(segment.changes, null, null);
      plain.set(segment, made);
      return made;
    },
    want: (segment, changed) => {
      if (coloured.has(segment)) return () => undefined;
      const watchers = wanted.get(segment) ?? new Set();
      watchers.add(changed);
      wanted.set(segment, watchers);
      // Colours are a comfort: without their chunk the code is read plain.
      work().catch(() => undefined);
      return () => {
        watchers.delete(changed);
        if (watchers.size === 0) wanted.delete(segment);
      };
    },
  };
};

const idle = (): Promise<void> => new Promise((done) => requestIdleCallback(() => done(), { timeout: 500 }));
