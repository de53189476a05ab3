import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askChecklist, judgeCategory, type KeptAnswer } from './askChecklist.ts';
import type { ChangedFile } from './changedFile.ts';
import type { ChecklistItem } from './checklist.ts';
import { defaultChecklist } from './defaultChecklist.ts';
import type { MachineAnswer } from './machineAnswer.ts';
import { reopenedBy } from './reopenedBy.ts';

const paths = ['app/main.py', 'app/db.py', 'docs/a.md', 'migrations/1.py'] as const;
const file = (path: string, edit: number): ChangedFile => ({
  path,
  oldPath: null,
  status: 'modified',
  kind: 'text',
  oldMode: '100644',
  newMode: '100644',
  oldBlob: '1'.repeat(40),
  newBlob: '2'.repeat(40),
  added: 1,
  removed: 0,
  patchId: String(edit).repeat(40),
});
/** Which files a revision touches, each with the number of its edit. */
const revision = fc.record(
  Object.fromEntries(paths.map((path) => [path, fc.integer({ min: 1, max: 3 })])) as Record<
    (typeof paths)[number],
    fc.Arbitrary<number>
  >,
  { requiredKeys: [] },
);
const filesOf = (edits: Partial<Record<string, number>>): readonly ChangedFile[] =>
  Object.entries(edits).flatMap(([path, edit]) => (edit === undefined ? [] : [file(path, edit)]));
const globs = fc.subarray(['**/*.py', 'docs/**', 'app/main.py', 'migrations/**']);

const item = (over: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id: 'names',
  category: 'quality',
  title: 'Names can be followed',
  help: '',
  globs: [],
  required: true,
  machine: null,
  threshold: null,
  ...over,
});
const answered = (files: readonly ChangedFile[], verdict: KeptAnswer['answer']['verdict'] = 'pass'): KeptAnswer => ({
  item: 'names',
  files,
  answer: {
    verdict,
    evidence: 'I read it.',
    by: { name: 'Ada', email: 'ada@example.com' },
    at: 1,
    revision: 1,
    version: 1,
  },
});
const noMachine = () => null;

describe('reopenedBy', () => {
  it('T4 names just the files that the answer depends on and that were edited, came or went', () =>
    fc.assert(
      fc.property(globs, revision, revision, (patterns, before, after) => {
        const isDependedOn = (path: string) =>
          patterns.length === 0 ||
          (patterns.includes('**/*.py') && path.endsWith('.py')) ||
          (patterns.includes('docs/**') && path.startsWith('docs/')) ||
          (patterns.includes('app/main.py') && path === 'app/main.py') ||
          (patterns.includes('migrations/**') && path.startsWith('migrations/'));
        const touched = paths.filter((path) => isDependedOn(path) && before[path] !== after[path]);
        expect([...reopenedBy(patterns, filesOf(before), filesOf(after))].toSorted()).toEqual([...touched].toSorted());
      }),
      { numRuns: 2000 },
    ));

  it('T4 a rebase, which moves every blob but edits nothing, reopens nothing', () =>
    fc.assert(
      fc.property(globs, revision, (patterns, edits) => {
        const moved = filesOf(edits).map((it) => ({ ...it, oldBlob: '3'.repeat(40), newBlob: '4'.repeat(40) }));
        expect(reopenedBy(patterns, filesOf(edits), moved)).toEqual([]);
      }),
    ));
});

describe('askChecklist', () => {
  it('T4 opens an answer again when one of its files is edited, and says which', () => {
    const [asked] = askChecklist(
      [item({ globs: ['app/**'] })],
      filesOf({ 'app/main.py': 2, 'docs/a.md': 2 }),
      [answered(filesOf({ 'app/main.py': 1, 'docs/a.md': 1 }))],
      noMachine,
    );
    expect(asked).toMatchObject({ state: 'open', answer: { verdict: 'pass', reopenedBy: ['app/main.py'] } });
    expect(judgeCategory('quality', asked === undefined ? [] : [asked])).toEqual({
      ok: true,
      value: {
        holds: false,
        reasons: ['Names can be followed: to be answered again, app/main.py changed since.'],
      },
    });
  });

  it('T2 keeps a category open while a required item is not answered or fails', () => {
    const files = filesOf({ 'app/main.py': 1 });
    const holds = (items: readonly ChecklistItem[], answers: readonly KeptAnswer[]) => {
      const judged = judgeCategory('quality', askChecklist(items, files, answers, noMachine));
      return judged.ok && judged.value.holds;
    };
    expect(holds([item()], [])).toBe(false);
    expect(holds([item()], [answered(files, 'fail')])).toBe(false);
    expect(holds([item()], [answered(files, 'pass')])).toBe(true);
    expect(holds([item()], [answered(files, 'not-applicable')])).toBe(true);
    expect(holds([item({ required: false })], [])).toBe(true);
    expect(holds([item({ globs: ['docs/**'] })], [])).toBe(true);
    expect(holds([item({ category: 'security' })], [])).toBe(true);
  });

  it('T5 takes a report that is missing for open and a check that fell over for an error, never for a pass', () => {
    const files = filesOf({ 'app/main.py': 1 });
    const judge = (state: MachineAnswer['state'] | null) => {
      const answer =
        state === null
          ? null
          : { check: 'tests' as const, state, summary: 'As it is.', findings: [], more: 0, progress: null };
      return judgeCategory(
        'quality',
        askChecklist([item({ machine: 'tests' })], files, [], () => answer),
      );
    };
    expect(judge('pass')).toMatchObject({ ok: true, value: { holds: true } });
    expect(judge('running')).toMatchObject({ ok: true, value: { holds: false } });
    expect(judge('missing')).toMatchObject({
      ok: true,
      value: { holds: false, reasons: ['Names can be followed: As it is.'] },
    });
    expect(judge('fail')).toMatchObject({ ok: true, value: { holds: false } });
    expect(judge('error')).toEqual({ ok: false, reason: 'Names can be followed: As it is.' });
    expect(judge(null)).toMatchObject({ ok: false });
  });

  it('T2 asks of every category by default, and each item once', () => {
    expect(new Set(defaultChecklist.items.map(({ category }) => category)).size).toBe(4);
    expect(new Set(defaultChecklist.items.map(({ id }) => id)).size).toBe(defaultChecklist.items.length);
  });
});
