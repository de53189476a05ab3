import type { CoverageReading } from './coverageReading.ts';
import { createCoveredFiles, LINE_MAX } from './createCoveredFiles.ts';
import { readXml, type XmlElement } from './readXml.ts';
import { tidyPath } from './tidyPath.ts';

/** Reads a Cobertura XML report (coverage-04.dtd): the lines of each `class`, which names its file. Never throws.
 *
 * A file is named relative to one of the `sources`; with one source alone the two are joined, with several the name stays as it is, and the
 * suffix tells which file of the repository is meant. */
export const readCobertura = (text: string): CoverageReading => {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml;
  if (root.name !== 'coverage')
    return {
      ok: false,
      message: `This is no Cobertura report: it begins with <${root.name.slice(0, 60)}>, not with <coverage>.`,
      line: null,
      column: null,
    };
  const sources = within(root, 'source')
    .map(({ text }) => text.trim())
    .filter((source) => source !== '');
  const [source] = sources;
  const files = createCoveredFiles();
  let [odd, full] = [0, 0];
  for (const each of within(root, 'class')) {
    const name = each.attributes.filename ?? '';
    const path = tidyPath(source === undefined || sources.length > 1 || isAbsolute(name) ? name : `${source}/${name}`);
    if (path === null) {
      odd += 1;
      continue;
    }
    if (!files.open(path)) {
      full += 1;
      continue;
    }
    // A method's lines stand in the class's own list, too.
    for (const line of each.children.filter(({ name }) => name === 'lines').flatMap(({ children }) => children)) {
      const { number = '', hits = '' } = line.attributes;
      const at = /^\d{1,8}$/.test(number) ? Number(number) : 0;
      if (at < 1 || at > LINE_MAX || !/^\d{1,20}$/.test(hits)) odd += 1;
      else files.line(path, at, Number(hits) > 0);
    }
  }
  const all = files.all();
  const notices = [
    all.length === 0 ? 'The report holds no file.' : null,
    odd > 0
      ? `${odd} ${odd === 1 ? 'entry' : 'entries'} of the report could not be read and ${odd === 1 ? 'was' : 'were'} left out.`
      : null,
    full > 0 ? `${full} more files were left out.` : null,
    ...wrongCounts(root, all),
  ].filter((notice) => notice !== null);
  return { ok: true, files: all, notices };
};

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:)/.test(path);

const within = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((child) => (child.name === name ? [child] : within(child, name)));

const wrongCounts = (
  { attributes }: XmlElement,
  files: readonly { readonly covered: readonly number[]; readonly missed: readonly number[] }[],
): readonly string[] => {
  const covered = files.reduce((sum, file) => sum + file.covered.length, 0);
  const valid = files.reduce((sum, file) => sum + file.missed.length, covered);
  const [saidCovered, saidValid] = [attributes['lines-covered'], attributes['lines-valid']];
  const isWrong = (said: string | undefined, counted: number) =>
    said !== undefined && /^\d{1,9}$/.test(said) && Number(said) !== counted;
  return isWrong(saidCovered, covered) || isWrong(saidValid, valid)
    ? [
        `The report says ${saidCovered ?? '?'} of ${saidValid ?? '?'} lines ran, but it holds ${covered} of ${valid}: it may have been cut short.`,
      ]
    : [];
};
