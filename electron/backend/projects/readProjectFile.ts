import type { z } from 'zod';
import { Failure } from '../../../shared/errors.ts';
import { knownFields } from '../../../shared/projects/knownFields.ts';
import { type FiledProject, PROJECT_FILE_FORMAT, ProjectFile } from '../../../shared/projects/projectFile.ts';
import { suggestField } from '../../../shared/projects/suggestField.ts';
import { unreadableText } from './unreadableText.ts';
import { type FileProblem, fieldName, type Path, type Place, readYamlTree, type YamlTree } from './yamlTree.ts';

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
      if (found === undefined)
        return `${String(path.at(-1))} is missing: it must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}.`;
      return `Must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}.`;
    case 'invalid_union': {
      if (!('options' in issue) || issue.options === undefined) return sentence(issue.message);
      const kinds = issue.options.map(String).join(', ');
      return found === undefined ? `kind is missing: it must be one of ${kinds}.` : `Must be one of ${kinds}.`;
    }
    default:
      return sentence(issue.message);
  }
};

const problem = (place: Place, path: Path, message: string): FileProblem => ({
  ...place,
  field: fieldName(path),
  message,
});

const isMissing = (issue: Issue, tree: YamlTree): boolean =>
  issue.code !== 'unrecognized_keys' && valueAt(tree.value, issue.path) === undefined;

/** What the schema found, in words. A field that is missing because its name is misspelt is one problem, not two. */
const problemsOf = (issues: readonly Issue[], tree: YamlTree): readonly FileProblem[] => {
  const strangers = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((name) => stranger(issue.path, name, tree)) : [],
  );
  const meant = new Set(strangers.map((each) => each.meant));
  const others = issues.filter(
    (issue) => issue.code !== 'unrecognized_keys' && !(isMissing(issue, tree) && meant.has(fieldName(issue.path))),
  );
  return [
    ...strangers.map((each) => each.problem),
    ...others.map((issue) => problem(tree.at(issue.path), issue.path, messageOf(issue, tree))),
  ];
};

/** A field nobody knows, and the field that was most likely meant. */
const stranger = (group: Path, name: string, tree: YamlTree) => {
  const known = knownFields(ProjectFile, group, valueAt(tree.value, group));
  const suggestion = suggestField(name, known);
  const hint =
    suggestion === null
      ? `known here: ${[...known.keys()].join(', ')}.`
      : suggestion.kind === 'misspelt'
        ? `did you mean ${suggestion.field}?`
        : `it belongs under ${suggestion.group}.`;
  const path = [...group, name];
  return {
    problem: problem(tree.atName(path), path, `${name.slice(0, 60)} is not a field of this place; ${hint}`),
    meant: suggestion?.kind === 'misspelt' ? fieldName([...group, suggestion.field]) : null,
  };
};

/** Two names that differ in case alone are one to the database. `list` is where they stand, `of` what they name. */
const twinsIn = (list: Path, named: readonly { readonly name: string }[], of: string, tree: YamlTree) =>
  named.flatMap(({ name }, index) => {
    const first = named.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    const path = [...list, index, 'name'];
    const { line } = tree.at([...list, first, 'name']);
    return first === index ? [] : [problem(tree.at(path), path, `${name} is the name of another ${of}, line ${line}.`)];
  });

const twins = ({ environments }: FiledProject, tree: YamlTree): readonly FileProblem[] => [
  ...twinsIn(['environments'], environments, 'environment of this file', tree),
  ...environments.flatMap(({ monitor }, index) =>
    twinsIn(['environments', index, 'monitor', 'rules'], monitor?.rules ?? [], 'rule of this environment', tree),
  ),
];

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

type Checked = { readonly project: FiledProject } | { readonly problems: readonly FileProblem[] };

const check = (text: string): Checked => {
  const bad = unreadableText(text);
  if (bad !== null)
    return {
      problems: [
        bad.index === null
          ? { line: null, column: null, field: '', message: bad.message }
          : problem(placeIn(text, bad.index), [], bad.message),
      ],
    };
  const tree = readYamlTree(text);
  if (tree.problems.length > 0) return tree;
  if (tree.value === null) return { problems: [problem({ line: 1, column: 1 }, [], 'The file is empty.')] };
  const future = newer(tree);
  if (future.length > 0) return { problems: future };
  const parsed = ProjectFile.safeParse(tree.value);
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, tree) };
  const project: FiledProject = { ...parsed.data.project, environments: parsed.data.environments };
  const same = twins(project, tree);
  return same.length > 0 ? { problems: same } : { project };
};

const placeIn = (text: string, index: number): Place => {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

const inOrder = (a: FileProblem, b: FileProblem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** The project that the text of a project file stands for.
 *
 * Throws Failure FILE_INVALID with every problem found, each with its line, column (counted from 1) and field, in the order of the file. */
export const readProjectFile = (text: string): FiledProject => {
  const checked = check(text);
  if ('project' in checked) return checked.project;
  const { problems } = checked;
  const shown = [...problems].sort(inOrder).slice(0, PROBLEMS_MAX);
  const [first] = shown;
  const where = first?.line === null || first === undefined ? '' : `, line ${first.line}`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new Failure('FILE_INVALID', `The project file does not fit${where}: ${first?.message ?? ''}${more}`, {
    problems: shown,
  });
};
