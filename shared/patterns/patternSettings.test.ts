import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsGlob } from './fitsGlob.ts';
import { type RuffConfig, readRuffConfig } from './ruffConfig.ts';
import { ruffScope } from './ruffScope.ts';

const config = (path: string, text: string): RuffConfig => {
  const read = readRuffConfig(path, text);
  if (read === null) throw new Error('no settings');
  return read;
};

describe('B4 the project’s own Ruff settings', () => {
  it('B4 reads the target, what is ignored, and what is left out', () => {
    const read = config(
      'pyproject.toml',
      `[project]\nrequires-python = ">=3.9"\n[tool.ruff]\ntarget-version = "py312"\nextend-exclude = ["legacy", "gen/*_pb2.py"]\n[tool.ruff.lint]\nignore = ["ASYNC109"]\nselect = ["E"]\n[tool.ruff.lint.per-file-ignores]\n"tests/**" = ["ASYNC", "PIT003"]\n"!app/*" = ["FAST"]\n`,
    );
    expect(read.target).toBe('py312');
    const at = (path: string) => ruffScope([read], path);
    expect(at('app/a.py').ignores('ASYNC109')).toBe(true);
    expect(at('app/a.py').ignores('ASYNC210')).toBe(false);
    expect(at('app/a.py').ignores('FAST001')).toBe(false);
    expect(at('other/a.py').ignores('FAST001')).toBe(true);
    expect(at('tests/deep/test_a.py').ignores('ASYNC210')).toBe(true);
    expect(at('tests/deep/test_a.py').ignores('PIT003')).toBe(true);
    expect(
      ['legacy/a.py', 'x/legacy/b/c.py', 'gen/a_pb2.py', '.venv/lib/x.py', 'node_modules/a/b.py'].map(
        (each) => at(each).excluded,
      ),
    ).toEqual([true, true, true, true, true]);
    expect(['app/legacy_a.py', 'gen/a.py'].map((each) => at(each).excluded)).toEqual([false, false]);
  });

  it('B4 takes the nearest settings, and Python’s version from the project where Ruff has none', () => {
    const top = config('pyproject.toml', '[project]\nrequires-python = ">=3.10,<4"\n[tool.ruff]\n');
    const inner = config('services/api/.ruff.toml', 'target-version = "py39"\nlint.ignore = ["ALL"]\n');
    expect(ruffScope([top, inner], 'services/api/a.py')).toMatchObject({ target: 'py39' });
    expect(ruffScope([top, inner], 'services/api/a.py').ignores('PIT001')).toBe(true);
    expect(ruffScope([top, inner], 'services/apis/a.py')).toMatchObject({ target: 'py310' });
    expect(readRuffConfig('pyproject.toml', '[project]\nname = "x"\n')).toBeNull();
  });

  it('B4 says what it cannot follow, and what is broken', () => {
    expect(config('ruff.toml', 'extend = "../ruff.toml"\n').notices).toEqual([
      '“extend” in ruff.toml is not followed.',
    ]);
    expect(config('ruff.toml', 'target-version = "py99"\n').notices.join()).toContain('none that this Ruff knows');
    expect(config('ruff.toml', 'a = [').notices.join()).toContain('no valid TOML');
    expect(config('ruff.toml', 'ignore = 3\nexclude = {}\n')).toMatchObject({ ignore: [], exclude: [] });
  });

  it('B4 never throws at settings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readRuffConfig('pyproject.toml', text)),
    );
  });
});

describe('B4 Ruff’s patterns', () => {
  it('B4 fits as Ruff’s do', () => {
    const fits = (pattern: string, path: string) =>
      expect([pattern, path, fitsGlob(pattern, path)]).toEqual([pattern, path, true]);
    fits('*.py', 'a/b.py');
    fits('**/test_*.py', 'test_a.py');
    fits('a/**/b.py', 'a/x/y/b.py');
    fits('{app,lib}/*.p?', 'lib/a.py');
    fits('[a-c]x[!0-9].py', 'bxy.py');
    expect(fitsGlob('*.py', 'a.pyi')).toBe(false);
    expect(fitsGlob('[!a]', 'a')).toBe(false);
  });

  it('B4 fits itself, and is quick with many stars', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z/._]{0,30}$/), (path) => fitsGlob(path, path) && fitsGlob('*', path)),
    );
    expect(fitsGlob('*a'.repeat(200), `${'a'.repeat(4000)}b`)).toBe(false);
  });
});
