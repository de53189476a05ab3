import type { CoverageReading } from './coverageReading.ts';
import { createCoveredFiles, LINE_MAX } from './createCoveredFiles.ts';
import { scanXml } from './scanXml.ts';
import { tidyPath } from './tidyPath.ts';

/** Reads a Cobertura XML report (coverage-04.dtd): the lines of each `class`, which names its file. Never throws.
 *
 * A file is named relative to one of the `sources`; with one source alone the two are joined, with several the name stays as it is, and the
 * suffix tells which file of the repository is meant. */
export const readCobertura = (text: string): CoverageReading => {
  const files = createCoveredFiles();
  const sources: string[] = [];
  let [odd, full] = [0, 0];
  let rootName = '';
  let said: ReadonlyMap<string, string> = new Map();
  /** The elements that are open. */
  const names: string[] = [];
  /** The file of the class that is open, and how deep the class lies. */
  let current: { readonly path: string | null; readonly depth: number } | null = null;
  const pathOf = (name: string): string | null => {
    const known = sources.map((source) => source.trim()).filter((source) => source !== '');
    const [source] = known;
    return tidyPath(source === undefined || known.length > 1 || isAbsolute(name) ? name : `${source}/${name}`);
  };
  const problem = scanXml(text, {
    open: (name, attributes) => {
      if (names.length === 0) [rootName, said] = [name, attributes];
      else if (name === 'source') sources.push('');
      else if (name === 'class' && current === null) {
        const path = pathOf(attributes.get('filename') ?? '');
        const kept = path !== null && files.open(path);
        if (path === null) odd += 1;
        else if (!kept) full += 1;
        current = { path: kept ? path : null, depth: names.length };
      } else if (
        current !== null &&
        current.path !== null &&
        names.length === current.depth + 2 &&
        names.at(-1) === 'lines'
      ) {
        // Of the class's own list: a method's lines stand in it, too.
        const number = attributes.get('number') ?? '';
        const hits = attributes.get('hits') ?? '';
        const at = /^\d{1,8}$/.test(number) ? Number(number) : 0;
        if (at < 1 || at > LINE_MAX || !/^\d{1,20}$/.test(hits)) odd += 1;
        else files.line(current.path, at, Number(hits) > 0);
      }
      names.push(name);
    },
    text: (part) => {
      if (names.at(-1) === 'source') sources.push((sources.pop() ?? '') + part);
    },
    close: () => {
      names.pop();
      if (current?.depth === names.length) current = null;
    },
  });
  if (problem !== null) return { ok: false, ...problem };
  if (rootName !== 'coverage')
    return {
      ok: false,
      message: `This is no Cobertura report: it begins with <${rootName.slice(0, 60)}>, not with <coverage>.`,
      line: null,
      column: null,
    };
  const all = files.all();
  const notices = [
    all.length === 0 ? 'The report holds no file.' : null,
    odd > 0
      ? `${odd} ${odd === 1 ? 'entry' : 'entries'} of the report could not be read and ${odd === 1 ? 'was' : 'were'} left out.`
      : null,
    full > 0 ? `${full} more files were left out.` : null,
    ...wrongCounts(said, all),
  ].filter((notice) => notice !== null);
  return { ok: true, files: all, notices };
};

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:)/.test(path);

const wrongCounts = (
  attributes: ReadonlyMap<string, string>,
  files: readonly { readonly covered: readonly number[]; readonly missed: readonly number[] }[],
): readonly string[] => {
  const covered = files.reduce((sum, file) => sum + file.covered.length, 0);
  const valid = files.reduce((sum, file) => sum + file.missed.length, covered);
  const [saidCovered, saidValid] = [attributes.get('lines-covered'), attributes.get('lines-valid')];
  const isWrong = (said: string | undefined, counted: number) =>
    said !== undefined && /^\d{1,9}$/.test(said) && Number(said) !== counted;
  return isWrong(saidCovered, covered) || isWrong(saidValid, valid)
    ? [
        `The report says ${saidCovered ?? '?'} of ${saidValid ?? '?'} lines ran, but it holds ${covered} of ${valid}: it may have been cut short.`,
      ]
    : [];
};
