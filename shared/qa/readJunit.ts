import { cutText } from './cutText.ts';
import { readXml, type XmlElement } from './readXml.ts';
import { JUNIT_CASES_MAX, type JunitCase, type JunitOutcome, type JunitTotals } from './testReport.ts';

export type JunitReading =
  | {
      readonly ok: true;
      readonly cases: readonly JunitCase[];
      readonly totals: JunitTotals;
      /** What the reader must know: wrong counts, equal names, cut texts. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly line: number | null; readonly column: number | null };

const NAME_MAX = 500;
const MESSAGE_MAX = 2_000;
/** More of one kind are only counted. */
const NOTICES_MAX = 20;

/** Reads a JUnit XML report. Never throws.
 *
 * There is no standard; read is what Ant's schema, Maven Surefire, pytest, gtest and Jest write in common: `testsuites` or `testsuite` with
 * suites nested in it, and in a `testcase` one of `failure`, `error` and `skipped`. Counts are always counted anew; where the file says
 * otherwise, a notice says so. */
export const readJunit = (text: string): JunitReading => {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml;
  if (root.name !== 'testsuites' && root.name !== 'testsuite')
    return {
      ok: false,
      message: `This is no JUnit report: it begins with <${cutText(root.name, 60)}>, not with <testsuites> or <testsuite>.`,
      line: null,
      column: null,
    };
  const notices = createNotices();
  const found = casesIn(root, '', notices);
  const cases = found.slice(0, JUNIT_CASES_MAX);
  if (found.length > cases.length)
    notices.add(
      `Only the first ${JUNIT_CASES_MAX.toLocaleString('en-GB')} of ${found.length.toLocaleString('en-GB')} test cases were read.`,
    );
  const equal =
    cases.length - new Set(cases.map(({ suite, classname, name }) => JSON.stringify([suite, classname, name]))).size;
  if (equal > 0)
    notices.add(
      `${equal} test ${equal === 1 ? 'case has' : 'cases have'} the same name as another one; the worst result of a name counts.`,
    );
  if (cases.length === 0) notices.add('The report holds no test case.');
  return { ok: true, cases, totals: totalsOf(cases), notices: notices.all() };
};

export const totalsOf = (cases: readonly Pick<JunitCase, 'outcome'>[]): JunitTotals => {
  const count = (outcome: JunitOutcome) => cases.filter((each) => each.outcome === outcome).length;
  return {
    tests: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
  };
};

interface Notices {
  readonly add: (notice: string) => void;
  readonly all: () => readonly string[];
}

const createNotices = (): Notices => {
  const kept: string[] = [];
  let more = 0;
  return {
    add: (notice) => {
      if (kept.length < NOTICES_MAX) kept.push(notice);
      else more += 1;
    },
    all: () => (more === 0 ? kept : [...kept, `${more} more of this kind.`]),
  };
};

const casesIn = (suite: XmlElement, parent: string, notices: Notices): readonly JunitCase[] => {
  const own = (suite.attributes.name ?? '').trim();
  const name = cutText([parent, own].filter((part) => part !== '').join(' › '), NAME_MAX);
  const cases: JunitCase[] = [];
  let direct = 0;
  for (const child of suite.children) {
    if (child.name === 'testcase') {
      cases.push(caseOf(child, name));
      direct += 1;
    } else if (child.name === 'testsuite' || child.name === 'testsuites')
      for (const each of casesIn(child, name, notices)) cases.push(each);
  }
  compareCounts(suite, name, cases, direct, notices);
  return cases;
};

const compareCounts = (
  { attributes }: XmlElement,
  name: string,
  cases: readonly JunitCase[],
  direct: number,
  notices: Notices,
): void => {
  const { tests, failed, errors, skipped } = totalsOf(cases);
  const which = name === '' ? 'The report' : `“${cutText(name, 100)}”`;
  const said = claimed(attributes.tests);
  // Some writers count what is nested in a suite, some only its own.
  if (said !== null && said !== tests && said !== direct)
    notices.add(`${which} says it has ${said} tests, but ${tests} are in the file: it may have been cut short.`);
  const wrong = (
    [
      ['failures', attributes.failures, failed],
      ['errors', attributes.errors, errors],
      ['skipped', attributes.skipped ?? attributes.skip, skipped],
    ] as const
  ).filter(([, saying, counted]) => {
    const number = claimed(saying);
    return number !== null && number !== counted && direct === cases.length;
  });
  for (const [kind, saying, counted] of wrong)
    notices.add(`${which} says ${saying} ${kind}, but ${counted} are in the file.`);
};

const claimed = (attribute: string | undefined): number | null =>
  attribute !== undefined && /^\d{1,9}$/.test(attribute.trim()) ? Number(attribute) : null;

const caseOf = (element: XmlElement, suite: string): JunitCase => {
  const { attributes, children } = element;
  const said = (name: string) => children.filter((child) => child.name === name);
  const [errors, failures, skips] = [said('error'), said('failure'), said('skipped')];
  const outcome = ((): JunitOutcome => {
    if (errors.length > 0) return 'error';
    if (failures.length > 0) return 'failed';
    // gtest says it in attributes alone.
    const notRun =
      attributes.status === 'notrun' || attributes.result === 'skipped' || attributes.result === 'suppressed';
    return skips.length > 0 || notRun ? 'skipped' : 'passed';
  })();
  const message = [...errors, ...failures, ...(outcome === 'skipped' ? skips : [])]
    .map(({ attributes: { message = '', type = '' }, text }) =>
      [message === '' ? type : message, text.trim()].filter((part) => part !== '').join('\n'),
    )
    .join('\n\n');
  return {
    suite,
    classname: cutText((attributes.classname ?? '').trim(), NAME_MAX),
    name: cutText((attributes.name ?? '').trim(), NAME_MAX),
    outcome,
    seconds: secondsOf(attributes.time),
    message: cutText(message, MESSAGE_MAX),
  };
};

/** Some writers group thousands by commas. */
const secondsOf = (time: string | undefined): number | null => {
  const text = time?.trim().replace(/,(?=\d{3}(\D|$))/g, '') ?? '';
  if (!/^\d+(\.\d*)?([eE][-+]?\d{1,3})?$|^\.\d+$/.test(text)) return null;
  const seconds = Number(text);
  return Number.isFinite(seconds) ? seconds : null;
};
