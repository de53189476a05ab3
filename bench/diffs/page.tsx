import { useMemo, useRef } from 'react';
import { Diff, Hunk, type HunkData, markEdits, tokenize } from 'react-diff-view';
import { createRoot, type Root } from 'react-dom/client';
import { codeHighlighter } from '../../renderer/features/reviews/diff/codeHighlighter.ts';
import { DiffList, type DiffListHandle } from '../../renderer/features/reviews/diff/DiffList.tsx';
import { diffBlocks } from '../../renderer/features/reviews/diff/diffBlocks.ts';
import { diffChange } from '../../renderer/features/reviews/diff/diffChange.ts';
import { diffRows } from '../../renderer/features/reviews/diff/diffRows.ts';
import type { DiffHunk, DiffLine } from '../../shared/reviews/fileDiff.ts';
import type { DiffPage, OpenedDiff } from './diffPage.ts';

const code = (at: number, word: string): string => {
  if (at % 9 === 0) return '';
  if (at % 9 === 1) return `async def tide_${String(at)}(session: AsyncSession) -> int:`;
  return `    value_${String(at)} = await session.execute(${word}("pier ${String(at)}", ${String(at)}))  # of pier ${String(at)}`;
};

/** One hunk of so many changed lines: every third is replaced, the others are new. */
const hunkOf = (changed: number): DiffHunk => {
  const lines: DiffLine[] = [];
  let [old, now, count] = [1, 1, 0];
  const line = (kind: DiffLine['kind'], text: string): void => {
    lines.push({
      kind,
      old: kind === 'added' ? null : old,
      new: kind === 'removed' ? null : now,
      text,
      cut: 0,
      noNewline: false,
    });
    if (kind !== 'added') old += 1;
    if (kind !== 'removed') now += 1;
    if (kind !== 'context') count += 1;
  };
  for (let at = 0; count < changed; at += 1) {
    if (at % 3 === 0) line('removed', code(at, 'select'));
    line('added', code(at, 'text'));
    if (at % 30 === 29) line('context', code(at, 'select'));
  }
  return { oldStart: 1, oldLines: old - 1, newStart: 1, newLines: now - 1, lines };
};

const nothing = () => undefined;
const noWidgets = new Map();

const Ours = ({ hunk }: { readonly hunk: DiffHunk }) => {
  const handle = useRef<DiffListHandle>(null);
  const rows = useMemo(() => diffRows(diffBlocks([hunk], [], hunk.newLines), 'unified'), [hunk]);
  return (
    <DiffList
      label="Diff"
      rows={rows}
      view="unified"
      diffType="modify"
      wrap
      language="python"
      widgets={noWidgets}
      chosen={null}
      onChoose={nothing}
      onComment={nothing}
      onReveal={nothing}
      handle={handle}
    />
  );
};

const Plain = ({ hunk }: { readonly hunk: DiffHunk }) => {
  const hunks: HunkData[] = useMemo(
    () => [{ ...hunk, content: '@@', changes: hunk.lines.map((line) => diffChange(line).change) }],
    [hunk],
  );
  const tokens = useMemo(
    () =>
      tokenize(hunks, {
        highlight: true,
        refractor: codeHighlighter as never,
        language: 'python',
        enhancers: [markEdits(hunks)],
      }),
    [hunks],
  );
  return (
    <div style={{ flex: 1, overflow: 'auto' }}>
      <Diff viewType="unified" diffType="modify" hunks={hunks} tokens={tokens}>
        {(drawn) => drawn.map((each) => <Hunk key={each.content} hunk={each} />)}
      </Diff>
    </div>
  );
};

let root: Root | null = null;

const open = async (View: typeof Ours, lines: number): Promise<OpenedDiff> => {
  root?.unmount();
  const box = document.createElement('div');
  box.style.cssText = 'display: flex; height: 700px; width: 1200px';
  document.body.replaceChildren(box);
  root = createRoot(box);
  const hunk = hunkOf(lines);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const began = performance.now();
  root.render(<View hunk={hunk} />);
  while (box.querySelectorAll('.diff-line').length < 10) await frame();
  await frame();
  return { milliseconds: performance.now() - began, elements: box.querySelectorAll('*').length };
};

Object.assign(window, {
  diffPage: { ours: (lines) => open(Ours, lines), plain: (lines) => open(Plain, lines) } satisfies DiffPage,
});
