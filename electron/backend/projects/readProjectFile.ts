import type { z } from 'zod';
import { Failure } from '../../../shared/errors.ts';
import { PROJECT_FILE_MAX } from '../../../shared/projects/contract.ts';
import { knownFields } from '../../../shared/projects/knownFields.ts';
import { type FiledProject, PROJECT_FILE_FORMAT, ProjectFile } from '../../../shared/projects/projectFile.ts';
import { suggestField } from '../../../shared/projects/suggestField.ts';
import { type FileProblem, fieldName, type Path, readYamlTree, type YamlTree } from './yamlTree.ts';

/** More are not read by anybody; the first ones usually cause the rest. */
const PROBLEMS_MAX = 50;

type Issue = z.core.$ZodIssue;

const wanted: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that begin with "- ")',
  object: 'a group of fields',
};

const wrongType = (expected: string, path: Path, tree: YamlTree, found: unknown): string => {
  const bare = tree.bare(path);
  if (expected === 'string' && bare !== null && found !== null)
    return `YAML reads ${bare.slice(0, 40)} as a ${typeof found}: put it in quotes, "${bare.slice(0, 40)}".`;
  if (expected === 'boolean' && bare !== null && /^(?:y|n|yes|no|on|off)$/i.test(bare))
    return `Write true or false: ${bare} is text in YAML 1.2.`;
  if (expected === 'number' && typeof found === 'string' && bare === null)
    return 'Must be a number: take the quotes away.';
  return `Must be ${wanted[expected] ?? expected}.`;
};

const ofSize = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string => {
  const [limit, word] =
    issue.code === 'too_small' ? [issue.minimum, 'at least'] : ([issue.maximum, 'at most'] as const);
  if (issue.origin === 'string' && issue.code === 'too_small' && limit === 1) return 'Must not be empty.';
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  return `Must ${unit === '' ? 'be' : 'have'} ${word} ${limit}${unit}.`;
};

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (from, part) => (typeof from === 'object' && from !== null ? Reflect.get(from, part) : undefined),
    value,
  );

const messageOf = (issue: Issue, tree: YamlTree): string => {
  const path = issue.path;
  const found = valueAt(tree.value, path);
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? `${String(path.at(-1) ?? 'The file')} is missing.`
        : wrongType(issue.expected, path, tree, found);
    case 'too_small':
    case 'too_big':
      return ofSize(issue);
    case 'invalid_format':
      return issue.format === 'url' ? 'Must be an address like https://example.com/health.' : sentence(issue.message);
    case 'invalid_value':
      return `Must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}.`;
    case 'invalid_union':
      return `${found === undefined ? 'kind is missing: it' : 'kind'} must be one of agent, key, password.`;
    default:
      return sentence(issue.message);
  }
};

const problem = (
  place: { readonly line: number; readonly column: number },
  path: Path,
  message: string,
): FileProblem => ({
  ...place,
  field: fieldName(path),
  message,
});

const problemsOf = (issue: Issue, tree: YamlTree): readonly FileProblem[] => {
  if (issue.code !== 'unrecognized_keys') return [problem(tree.at(issue.path), issue.path, messageOf(issue, tree))];
  const known = knownFields(ProjectFile, issue.path);
  return issue.keys.map((name) => {
    const path = [...issue.path, name];
    const hint = suggestField(name, known) ?? `known here: ${[...known.keys()].join(', ')}`;
    return problem(
      tree.atName(path),
      path,
      `${name.slice(0, 60)} is not a field of this place; ${hint}.`.replace('?.', '?'),
    );
  });
};

/** Two names that differ in case alone are one to the database. */
const twins = ({ environments }: FiledProject, tree: YamlTree): readonly FileProblem[] =>
  environments.flatMap(({ name }, index) => {
    const first = environments.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    const path = ['environments', index, 'name'];
    return first === index
      ? []
      : [
          problem(
            tree.at(path),
            path,
            `${name} is the name of another environment of this file, line ${tree.at(['environments', first, 'name']).line}.`,
          ),
        ];
  });

const newer = (tree: YamlTree): readonly FileProblem[] => {
  const format = valueAt(tree.value, ['pitwall']);
  return typeof format === 'number' && Number.isInteger(format) && format > PROJECT_FILE_FORMAT
    ? [
        problem(
          tree.at(['pitwall']),
          ['pitwall'],
          `A newer Pitwall wrote this file (format ${format}; this one reads ${PROJECT_FILE_FORMAT}). Update Pitwall.`,
        ),
      ]
    : [];
};

/** The first character that no text file holds, with its place; null when there is none. */
const unreadable = (text: string): FileProblem | null => {
  const index = text.search(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff]|\p{Cs}/u);
  if (index === -1) return null;
  const before = text.slice(0, index).split('\n');
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const code = text.codePointAt(index) ?? 0;
  return problem(
    place,
    [],
    code === 0xfffd || code >= 0xd800
      ? 'A character here could not be read: save the file as UTF-8.'
      : `There is a control character (U+${code.toString(16).toUpperCase().padStart(4, '0')}) here: this is not a text file, or it is damaged.`,
  );
};

const check = (text: string): { readonly project: FiledProject | null; readonly problems: readonly FileProblem[] } => {
  const nothing = (...problems: readonly FileProblem[]) => ({ project: null, problems });
  if (text.length > PROJECT_FILE_MAX)
    return nothing({
      line: null,
      column: null,
      field: '',
      message: `The file is larger than ${PROJECT_FILE_MAX / 1024} KiB: it is not a project file.`,
    });
  const bad = unreadable(text);
  if (bad !== null) return nothing(bad);
  const tree = readYamlTree(text);
  if (tree.problems.length > 0) return nothing(...tree.problems);
  if (tree.value === null) return nothing(problem({ line: 1, column: 1 }, [], 'The file is empty.'));
  const future = newer(tree);
  if (future.length > 0) return nothing(...future);
  const parsed = ProjectFile.safeParse(tree.value);
  if (!parsed.success) return nothing(...parsed.error.issues.flatMap((issue) => problemsOf(issue, tree)));
  const project: FiledProject = { ...parsed.data.project, environments: parsed.data.environments };
  const same = twins(project, tree);
  return same.length > 0 ? nothing(...same) : { project, problems: [] };
};

const inOrder = (a: FileProblem, b: FileProblem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** The project that the text of a project file stands for.
 *
 * Throws Failure FILE_INVALID with every problem found, each with its line, column (counted from 1) and field, in the order of the file. */
export const readProjectFile = (text: string): FiledProject => {
  const { project, problems } = check(text);
  if (project !== null) return project;
  const shown = [...problems].sort(inOrder).slice(0, PROBLEMS_MAX);
  const [first] = shown;
  const where = first?.line === null || first === undefined ? '' : `, line ${first.line}`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new Failure('FILE_INVALID', `The project file does not fit${where}: ${first?.message ?? ''}${more}`, {
    problems: shown,
  });
};
