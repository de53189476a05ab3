import { parse, TomlError } from 'smol-toml';

/** What of a project's Ruff settings our check follows. */
export interface RuffConfig {
  /** The folder whose files it is for; empty: the top. */
  readonly folder: string;
  /** Ruff's name of a version of Python; null: none is said. */
  readonly target: string | null;
  /** Selectors of rules that the project ignores: `ASYNC`, `ASYNC109`, a name, `ALL`. */
  readonly ignore: readonly string[];
  readonly perFile: readonly { readonly pattern: string; readonly rules: readonly string[] }[];
  readonly exclude: readonly string[];
  /** What is in it that is not followed, as sentences. */
  readonly notices: readonly string[];
}

/** Ruff's own list of folders that hold no code of the project (0.17). */
const defaultExclude = [
  ...[
    '.bzr',
    '.direnv',
    '.eggs',
    '.git',
    '.git-rewrite',
    '.hg',
    '.ipynb_checkpoints',
    '.mypy_cache',
    '.nox',
    '.pants.d',
  ],
  ...[
    '.pyenv',
    '.pytest_cache',
    '.pytype',
    '.ruff_cache',
    '.svn',
    '.tox',
    '.venv',
    '.vscode',
    '__pypackages__',
    '_build',
  ],
  ...['buck-out', 'build', 'dist', 'node_modules', 'site-packages', 'venv'],
];

/** The settings of a project that says nothing. */
export const noRuffConfig: RuffConfig = {
  folder: '',
  target: null,
  ignore: [],
  perFile: [],
  exclude: defaultExclude,
  notices: [],
};

/** Settings that change what our rules find, and that are not followed. What else Ruff can be told has no say in these rules. */
const unfollowed = ['extend', 'include', 'per-file-target-version', 'force-exclude'];

/** Whether a file is one that Ruff takes settings from. */
export const isRuffConfig = (path: string): boolean => /(^|\/)(pyproject|\.?ruff)\.toml$/.test(path);

/** Reads a `pyproject.toml`, `ruff.toml` or `.ruff.toml`; null when a `pyproject.toml` has no `[tool.ruff]`.
 *
 * Never throws: a file that is no TOML gives the defaults and says so. */
export const readRuffConfig = (path: string, text: string): RuffConfig | null => {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const base = { ...noRuffConfig, folder };
  let table: Table;
  try {
    table = asTable(parse(text));
  } catch (error) {
    const where = error instanceof TomlError ? ` (line ${error.line})` : '';
    return { ...base, notices: [`${path} is no valid TOML${where}, so Ruff’s defaults were used.`] };
  }
  const isProject = path.endsWith('pyproject.toml');
  const ruff = isProject ? asTable(asTable(table.tool).ruff) : table;
  if (isProject && asTable(table.tool).ruff === undefined) return null;
  const lint = asTable(ruff.lint);
  const perFile = [
    ruff['per-file-ignores'],
    ruff['extend-per-file-ignores'],
    lint['per-file-ignores'],
    lint['extend-per-file-ignores'],
  ];
  const notices = unfollowed
    .filter((key) => ruff[key] !== undefined)
    .map((key) => `“${key}” in ${path} is not followed.`);
  const target = ruff['target-version'];
  const wrongTarget = target !== undefined && !isTarget(target);
  return {
    folder,
    target: isTarget(target) ? target : isProject ? targetOf(asTable(table.project)['requires-python']) : null,
    ignore: [ruff.ignore, ruff['extend-ignore'], lint.ignore, lint['extend-ignore']].flatMap(asTexts),
    perFile: perFile.flatMap((each) =>
      Object.entries(asTable(each)).map(([pattern, rules]) => ({ pattern, rules: asTexts(rules) })),
    ),
    exclude: [
      ...(ruff.exclude === undefined ? defaultExclude : asTexts(ruff.exclude)),
      ...[ruff['extend-exclude'], lint.exclude].flatMap(asTexts),
    ],
    notices: wrongTarget ? [...notices, `The target version in ${path} is none that this Ruff knows.`] : notices,
  };
};

type Table = Readonly<Record<string, unknown>>;
const asTable = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
const asTexts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** Versions that Ruff 0.17 knows: Python 3.7 to 3.15. */
const isTarget = (value: unknown): value is string => typeof value === 'string' && /^py3(?:[7-9]|1[0-5])$/.test(value);

/** The lowest version that a `requires-python` allows, where it names one. */
const targetOf = (requires: unknown): string | null => {
  const minor = typeof requires === 'string' ? /(?:>=|~=|==|>)\s*3\.(\d+)/.exec(requires)?.[1] : undefined;
  const target = `py3${minor ?? ''}`;
  return isTarget(target) ? target : null;
};
