import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineKey, keyOfFinding } from './baselineKey.ts';
import type { CheckedFile } from './checkedFile.ts';
import { judgeFile } from './judgeFile.ts';
import type { BaselineEntry } from './patternBaseline.ts';
import { PatternRuleId } from './patternRule.ts';
import { baselineOf, countByKey, shrinkBaseline } from './shrinkBaseline.ts';

const rule = fc.constantFrom('ASYNC210', 'PIT001', 'FAST002').map((id) => PatternRuleId.parse(id));
const finding = fc
  .record({
    rule,
    path: fc.constantFrom('a.py', 'b.py', 'c.py'),
    code: fc.constantFrom('f()', '  f()', 'g( 1)', 'h'),
    line: fc.integer({ min: 1, max: 40 }),
  })
  .map((each) => ({ ...each, column: 1, endLine: each.line, message: '', suppression: null }));
const findings = fc.array(finding, { maxLength: 30 });
const mapOf = (entries: readonly BaselineEntry[]) => new Map(entries.map((entry) => [baselineKey(entry), entry]));
const total = (entries: readonly BaselineEntry[]) => entries.reduce((sum, { count }) => sum + count, 0);

describe('B4 a baseline', () => {
  it('B4 only ever shrinks, whatever base holds, and what is mended stays out', () => {
    fc.assert(
      fc.property(findings, fc.array(findings, { maxLength: 5 }), (seeded, later) => {
        let entries = baselineOf(seeded);
        expect(total(entries)).toBe(seeded.length);
        for (const seen of later) {
          const next = shrinkBaseline(entries, seen, new Map(), new Set());
          const before = mapOf(entries);
          for (const entry of next) expect(entry.count).toBeLessThanOrEqual(before.get(baselineKey(entry))?.count ?? 0);
          const counts = countByKey(seen);
          for (const [key, entry] of before)
            expect(mapOf(next).get(key)?.count ?? 0).toBe(Math.min(entry.count, counts.get(key) ?? 0));
          entries = next;
        }
      }),
    );
  });

  it('B4 follows a moved file, and keeps what nobody could read', () => {
    const entries = baselineOf([{ rule: PatternRuleId.parse('PIT001'), path: 'a.py', code: 'f()' }]);
    const renamed = new Map([['a.py', 'z.py']]);
    const seen = [{ rule: PatternRuleId.parse('PIT001'), path: 'z.py', code: '    f()' }];
    expect(shrinkBaseline(entries, seen, renamed, new Set())).toEqual([{ ...entries[0], path: 'z.py' }]);
    expect(shrinkBaseline(entries, [], new Map(), new Set(['a.py']))).toEqual(entries);
    expect(shrinkBaseline(entries, [], new Map(), new Set())).toEqual([]);
  });
});

describe('B4 findings of a branch', () => {
  const checked = (list: CheckedFile['findings']): CheckedFile => ({
    findings: list,
    suppressions: [],
    unchecked: null,
    notices: [],
  });

  it('B4 are those on changed lines, and as many are new as the baseline does not cover', () => {
    fc.assert(
      fc.property(findings, findings, fc.integer({ min: 1, max: 40 }), fc.nat(20), (all, old, from, length) => {
        const here = all.filter(({ path }) => path === 'a.py');
        const baseline = mapOf(baselineOf(old));
        const changed = [{ from, to: from + length }];
        const judged = judgeFile(
          { checked: checked(here), path: 'a.py', oldPath: 'a.py', changed },
          baseline,
          () => true,
        );
        const onChanged = here.filter(({ line }) => line >= from && line <= from + length);
        expect(judged.findings).toHaveLength(onChanged.length);
        for (const [key, count] of countByKey(here)) {
          const covered = baseline.get(key)?.count ?? 0;
          const touched = countByKey(onChanged).get(key) ?? 0;
          const isNew = judged.findings.filter((each) => each.state === 'new' && keyOfFinding(each) === key);
          expect(isNew.length).toBe(Math.min(touched, Math.max(0, count - covered)));
        }
      }),
    );
  });

  it('B4 leaves out a rule that is off', () => {
    const one = {
      rule: PatternRuleId.parse('PIT001'),
      path: 'a.py',
      line: 1,
      column: 1,
      endLine: 1,
      message: '',
      code: 'x',
      suppression: null,
    };
    const file = { checked: checked([one]), path: 'a.py', oldPath: 'a.py', changed: [{ from: 1, to: 1 }] };
    expect(judgeFile(file, new Map(), () => false).findings).toEqual([]);
  });
});
