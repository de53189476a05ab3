import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOfLines } from './coverageOfLines.ts';
import { readCobertura } from './readCobertura.ts';
import { readLcov } from './readLcov.ts';
import { sampleCobertura, sampleLcov } from './testing/sampleReports.ts';

const filesOf = (reading: ReturnType<typeof readLcov>) => {
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};

describe('coverage reports', () => {
  it('T5 T8 read the same lines from lcov and from Cobertura', () => {
    const [lcov, cobertura] = [filesOf(readLcov(sampleLcov)), filesOf(readCobertura(sampleCobertura))];
    expect(lcov.files).toEqual([
      { path: 'home/ci/build/app/routes.py', covered: [1, 4], missed: [2] },
      { path: 'app/login.py', covered: [11], missed: [10] },
    ]);
    expect(cobertura.files.map(({ covered, missed }) => [covered, missed])).toEqual(
      lcov.files.map(({ covered, missed }) => [covered, missed]),
    );
    expect([lcov.notices, cobertura.notices]).toEqual([[], []]);
  });

  it('T8 say where a report is cut or contradicts itself', () => {
    expect(filesOf(readLcov('SF:a.py\nDA:1,1\n')).notices).toEqual([expect.stringContaining('cut short')]);
    expect(filesOf(readLcov('SF:a.py\nDA:1,1\nLF:9\nend_of_record')).notices).toEqual([
      expect.stringContaining('other counts'),
    ]);
    expect(filesOf(readLcov('SF:a.py\nDA:x,1\nDA:1,-3\nend_of_record')).files).toEqual([
      { path: 'a.py', covered: [], missed: [1] },
    ]);
    expect(readLcov('nothing of the kind').ok).toBe(false);
    const short = sampleCobertura.replace('lines-valid="5"', 'lines-valid="50"');
    expect(filesOf(readCobertura(short)).notices).toEqual([
      expect.stringContaining('3 of 50 lines ran, but it holds 3 of 5'),
    ]);
  });
});

describe('coverageOfLines', () => {
  const routes = { path: 'home/ci/build/app/routes.py', covered: [1, 4], missed: [2] };

  it('T5 finds a file by the end of its path, whole names only', () => {
    expect(coverageOfLines([routes], [{ path: 'app/routes.py', lines: [4, 2, 3] }])).toEqual({
      files: [
        { path: 'app/routes.py', reported: routes.path, covered: [4], missed: [2], uncounted: [3], problem: null },
      ],
      covered: 1,
      missed: 1,
      share: 0.5,
    });
    const [other] = coverageOfLines([routes], [{ path: 'pp/routes.py', lines: [1] }]).files;
    expect(other).toMatchObject({ problem: 'not-reported', uncounted: [1] });
    const [inFolder] = coverageOfLines(
      [{ ...routes, path: 'app/routes.py' }],
      [{ path: 'backend/app/routes.py', lines: [1] }],
    ).files;
    expect(inFolder).toMatchObject({ reported: 'app/routes.py', covered: [1] });
  });

  it('T5 counts nothing for what fits twice', () => {
    const twice = [routes, { ...routes, path: 'home/ci/old/app/routes.py' }];
    expect(coverageOfLines(twice, [{ path: 'app/routes.py', lines: [1] }])).toMatchObject({ share: null, covered: 0 });
    const short = [{ ...routes, path: 'routes.py' }];
    const both = [
      { path: 'a/routes.py', lines: [1] },
      { path: 'b/routes.py', lines: [1] },
    ];
    expect(coverageOfLines(short, both).files.map(({ problem }) => problem)).toEqual(['ambiguous', 'ambiguous']);
  });

  it('T5 calls no lines at all no share, never 100 %', () => {
    expect(coverageOfLines([], [{ path: 'README.md', lines: [1, 2] }]).share).toBeNull();
    expect(coverageOfLines([], []).share).toBeNull();
  });

  it('T5 puts every changed line into exactly one list', () => {
    const lines = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
    const file = fc.record({
      path: fc.constantFrom('a.py', 'x/a.py', 'y/a.py', 'b.py'),
      covered: lines,
      missed: lines,
    });
    const change = fc.record({ path: fc.constantFrom('a.py', 'x/a.py', 'z/x/a.py', 'c.py'), lines });
    fc.assert(
      fc.property(
        fc.array(file, { maxLength: 5 }),
        fc.uniqueArray(change, { maxLength: 4, selector: ({ path }) => path }),
        (coverage, changed) => {
          const { files, covered, missed, share } = coverageOfLines(coverage, changed);
          for (const [at, each] of files.entries()) {
            const all = [...each.covered, ...each.missed, ...each.uncounted].sort((a, b) => a - b);
            expect(all).toEqual([...new Set(changed[at]?.lines)].sort((a, b) => a - b));
          }
          expect(share === null).toBe(covered + missed === 0);
        },
      ),
    );
  });
});
