import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
  type YAMLParseError,
} from 'yaml';
import type { ErrorData } from '../../../shared/errors.ts';

export type FileProblem = ErrorData<'FILE_INVALID'>['problems'][number];
export type Path = readonly PropertyKey[];

/** A YAML file as plain data, and where each part of it stands. */
export interface YamlTree {
  readonly value: unknown;
  readonly problems: readonly FileProblem[];
  /** Where the value at a path begins, or the nearest thing around it. */
  readonly at: (path: Path) => Place;
  /** Where the name of a field stands. */
  readonly atName: (path: Path) => Place;
  /** How the value is written, when it is a bare word or a number; else null. */
  readonly bare: (path: Path) => string | null;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The format itself is six deep. */
const DEPTH_MAX = 20;
/** The first ones cause the rest. */
const COMPLAINTS_MAX = 50;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

const TOO_DEEP = 'The file is nested too deeply to be read.';

/** What the parser's complaints mean, by their code. */
const said: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'Anchors and aliases (& and *) are not used in project files: write the value out, or put it in quotes.',
  BAD_DIRECTIVE: 'Lines that begin with % are not used in project files.',
  BAD_DQ_ESCAPE: 'This escape is not known inside double quotes: write \\\\ for a backslash, or use single quotes.',
  BAD_INDENT:
    'The indentation does not fit the lines before it (the fields of one group begin in one column), or a bracket is not closed.',
  BLOCK_AS_IMPLICIT_KEY: 'A value cannot hold a field on the same line: put it on its own line, or into quotes.',
  MISSING_CHAR: 'Something is missing here: a closing quote or bracket, or a space after a colon or comma.',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  MULTIPLE_DOCS: 'The file holds several documents (---): a project file is one.',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing after the field’s name, or the value before needs quotes.',
  NON_STRING_KEY: 'A field’s name must be a plain word.',
  TAB_AS_INDENT: 'Tabs cannot indent YAML: use spaces.',
  TAG_RESOLVE_FAILED: 'Tags (!) are not used in project files: put the value into quotes if it begins with one.',
};

export const fieldName = (path: Path): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');

const idOf = (path: Path): string => path.map(String).join('\0');

/** Reads YAML 1.2 (core schema) into plain data with its places.
 *
 * What YAML can do beyond plain data is refused with a problem: anchors and aliases (so that no bomb can be built of them), tags,
 * directives, several documents, duplicate names, numbers that other YAML versions read as octal. Never throws. */
export const readYamlTree = (text: string): YamlTree => {
  const counter = new LineCounter();
  const problems: FileProblem[] = [];
  const values = new Map<string, Place>();
  const names = new Map<string, Place>();
  const bare = new Map<string, string>();

  const place = (offset: number): Place => {
    const { line, col } = counter.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const complain = (offset: number, path: Path, message: string) => {
    if (problems.length < COMPLAINTS_MAX) problems.push({ ...place(offset), field: fieldName(path), message });
  };

  const scalar = (node: ParsedNode & { value: unknown; source?: string | undefined }, path: Path): unknown => {
    const { value, source = '' } = node;
    if (typeof value === 'string' || value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && PLAIN_NUMBER.test(source)) return value;
    complain(
      node.range[0],
      path,
      `${source.slice(0, 40)} can be read in several ways: write a number in plain digits, or text in quotes.`,
    );
    return undefined;
  };

  const convert = (node: ParsedNode | null, path: Path): unknown => {
    if (node === null) return null;
    const [start] = node.range;
    values.set(idOf(path), place(start));
    if (isAlias(node) || node.anchor !== undefined) {
      complain(start, path, said.BAD_ALIAS ?? '');
      return undefined;
    }
    if (node.tag !== undefined) {
      complain(start, path, said.TAG_RESOLVE_FAILED ?? '');
      return undefined;
    }
    if (path.length > DEPTH_MAX) {
      complain(start, path.slice(0, 3), 'This is nested far deeper than a project file is.');
      return undefined;
    }
    if (isScalar(node)) {
      if (node.type === 'PLAIN' && typeof node.source === 'string') bare.set(idOf(path), node.source);
      return scalar(node, path);
    }
    if (isSeq(node)) return node.items.map((item, index) => convert(item as ParsedNode, [...path, index]));
    if (!isMap(node)) return undefined;
    const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : null;
      const where = key?.range[0] ?? start;
      if (name === null) {
        complain(where, path, said.NON_STRING_KEY ?? '');
        continue;
      }
      const inner = [...path, name];
      if (Object.hasOwn(fields, name)) {
        complain(
          where,
          inner,
          `${name} is here twice; its first place is line ${names.get(idOf(inner))?.line ?? '?'}.`,
        );
        continue;
      }
      names.set(idOf(inner), place(where));
      Object.defineProperty(fields, name, { value: convert(value, inner), enumerable: true });
    }
    return fields;
  };

  const parse = (): unknown => {
    const document = parseDocument(text, {
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'error',
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
    });
    const { yaml } = document.directives;
    if (yaml.explicit === true && yaml.version !== '1.2')
      complain(0, [], 'The file asks for another YAML version: take the %YAML line out.');
    const complaints: readonly YAMLError[] = document.errors.concat(document.warnings as YAMLParseError[]);
    const deep = complaints.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
    for (const { pos, code, message } of deep === undefined ? complaints : [deep])
      complain(pos[0], [], said[code] ?? `${message}.`);
    return complaints.length > 0 ? undefined : convert(document.contents, []);
  };

  let value: unknown;
  try {
    value = parse();
  } catch (error) {
    // Thousands of nested brackets end the parser's own recursion.
    problems.push({
      line: null,
      column: null,
      field: '',
      message: error instanceof RangeError ? TOO_DEEP : 'The file cannot be read as YAML.',
    });
  }

  const find = (map: ReadonlyMap<string, Place>, path: Path): Place | undefined => map.get(idOf(path));
  const at = (path: Path): Place =>
    find(values, path) ?? find(names, path) ?? (path.length === 0 ? { line: 1, column: 1 } : at(path.slice(0, -1)));
  return {
    value,
    problems,
    at,
    atName: (path) => find(names, path) ?? at(path),
    bare: (path) => bare.get(idOf(path)) ?? null,
  };
};
