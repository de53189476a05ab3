import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asyncSessionFindings } from '../../../shared/patterns/asyncSessionFindings.ts';
import { checkPython } from '../../../shared/patterns/checkPython.ts';
import { judgeFile } from '../../../shared/patterns/judgeFile.ts';
import { mayConcernSessions } from '../../../shared/patterns/mayConcernSessions.ts';
import { patternRules } from '../../../shared/patterns/patternRules.ts';
import { parsePython } from '../../../shared/patterns/python/pythonTree.ts';
import { mayKeepQuiet } from '../../../shared/patterns/suppressionsOf.ts';
import { patternCorpus } from '../../../shared/patterns/testing/patternCorpus.ts';
import { loadRuff } from './ruffWorkspace.ts';

const ruff = loadRuff().checkFor(null);

/** What is open in a text as `RULE@line`, when every line of it is a branch's. */
const openIn = (code: string): readonly string[] => {
  const checked = checkPython('a.py', code, ruff);
  expect(checked.unchecked).toBeNull();
  expect(checked.notices).toEqual([]);
  const all = { checked, path: 'a.py', oldPath: 'a.py', changed: [{ from: 1, to: Number.MAX_SAFE_INTEGER }] };
  return judgeFile(all, new Map(), () => true)
    .findings.filter(({ state }) => state === 'new')
    .map(({ rule, line }) => `${rule}@${line}`);
};

/** A `def` with no await would be found by RUF029, which is not what these pieces are about. */
const without029 = (finds: readonly string[]) => finds.filter((each) => !each.startsWith('RUF029'));

describe('B4 pieces of Python and what the rules say of them', () => {
  it('B4 has at least sixty', () => expect(patternCorpus.length).toBeGreaterThanOrEqual(60));
  for (const { name, code, finds } of patternCorpus)
    it(`B4 ${finds.length === 0 ? 'lets pass' : 'finds'}: ${name}`, () => {
      expect([...without029(openIn(code))].toSorted()).toEqual([...finds].toSorted());
    });
});

describe('B4 texts that the grammar need not read', () => {
  it('B4 passes over none that holds something for it, and over some', () => {
    const texts = [...patternCorpus.map(({ code }) => code), ...patternRules.flatMap(({ bad, good }) => [bad, good])];
    const [read, passed] = [texts.filter(mayConcernSessions), texts.filter((text) => !mayConcernSessions(text))];
    expect(read.length).toBeGreaterThan(0);
    expect(passed.length).toBeGreaterThan(0);
    expect(passed.flatMap((text) => asyncSessionFindings(parsePython(text)))).toEqual([]);
    const silent = texts.filter((text) => !mayKeepQuiet(text));
    expect(silent.flatMap((text) => checkPython('a.py', `${text}\n# pitwall: read it all`, ruff).suppressions)).toEqual(
      [],
    );
  });
});

describe('B4 every rule’s own examples', () => {
  for (const { id, bad, good } of patternRules) {
    it(`B4 ${id} finds its bad example`, () => expect(openIn(bad).map((each) => each.split('@')[0])).toContain(id));
    it(`B4 ${id} lets its good example pass`, () =>
      expect(openIn(good).map((each) => each.split('@')[0])).not.toContain(id));
  }
});

describe('B4 lines that come and go', () => {
  it('B4 moves findings and never changes them when blank lines and comments are added', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...patternCorpus.filter(({ code }) => !code.includes('\n# pitwall'))),
        fc.array(fc.tuple(fc.nat(20), fc.constantFrom('', '   ', '# a remark', '\t# another: x')), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        ({ code }, added, end) => {
          const lines = code.split('\n').map((text, index) => ({ text, from: index + 1 }));
          for (const [at, text] of added) lines.splice(Math.min(at, lines.length - 1), 0, { text, from: 0 });
          const moved = new Map(lines.map(({ from }, index) => [from, index + 1]));
          const expected = openIn(code).map((each) => {
            const [rule, line] = each.split('@');
            return `${rule}@${moved.get(Number(line))}`;
          });
          expect(openIn(lines.map(({ text }) => text).join(end))).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('B4 text that was cut and mixed', () => {
  it('B4 makes no rule throw, and what Ruff reads our reader follows without an end', () => {
    const piece = fc.oneof(
      fc.constantFrom(...patternCorpus.flatMap(({ code }) => code.split(/(?<=\n)|(?=[([.:@=])/))),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const { findings } = checkPython('a.py', text, ruff);
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line, endLine, column } of findings) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(endLine).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThanOrEqual(1);
        }
        asyncSessionFindings(parsePython(text));
      }),
      { numRuns: 1000 },
    );
  });
});
