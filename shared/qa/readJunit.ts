import { cutText } from './cutText.ts';
import { scanXml, type XmlListener } from './scanXml.ts';
import { JUNIT_CASES_MAX, type JunitCase, JunitOutcome, type JunitTotals } from './testReport.ts';

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

/** Characters of all messages of a report that are kept. */
const MESSAGES_MAX = 32 * 1024 * 1024;

/** Reads a JUnit XML report. Never throws.
 *
 * There is no standard; read is what Ant's schema, Maven Surefire, pytest, gtest and Jest write in common: `testsuites` or `testsuite` with
 * suites nested in it, and in a `testcase` one of `failure`, `error` and `skipped`. Counts are always counted anew; where the file says
 * otherwise, a notice says so. */
export const readJunit = (text: string): JunitReading => {
  const notices = createNotices();
  const cases: JunitCase[] = [];
  let [found, messages, silenced] = [0, 0, 0];
  const listener = createListener(notices, (each) => {
    found += 1;
    if (cases.length >= JUNIT_CASES_MAX) return;
    const fits = messages + each.message.length <= MESSAGES_MAX;
    if (fits) messages += each.message.length;
    else silenced += 1;
    cases.push(fits ? each : { ...each, message: '' });
  });
  const problem = scanXml(text, listener);
  if (problem !== null) return { ok: false, ...problem };
  const root = listener.root();
  if (root !== 'testsuites' && root !== 'testsuite')
    return {
      ok: false,
      message: `This is no JUnit report: it begins with <${cutText(root, 60)}>, not with <testsuites> or <testsuite>.`,
      line: null,
      column: null,
    };
  if (found > cases.length)
    notices.add(
      `Only the first ${JUNIT_CASES_MAX.toLocaleString('en-GB')} of ${found.toLocaleString('en-GB')} test cases were read.`,
    );
  if (silenced > 0)
    notices.add(
      `The messages of ${silenced.toLocaleString('en-GB')} test cases were left out: ${MESSAGES_MAX / 1024 ** 2} million characters of one report are kept.`,
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

type Attributes = ReadonlyMap<string, string>;

interface SuiteFrame {
  readonly kind: 'suite';
  readonly name: string;
  readonly attributes: Attributes;
  readonly counts: Record<JunitOutcome, number>;
  /** Cases of its own, without those of suites in it. */
  direct: number;
}
interface CaseFrame {
  readonly kind: 'case';
  readonly suite: SuiteFrame;
  readonly attributes: Attributes;
  readonly said: { readonly error: string[]; readonly failure: string[]; readonly skipped: string[] };
}
interface SaidFrame {
  readonly kind: 'said';
  readonly into: string[];
  readonly attributes: Attributes;
  readonly text: string[];
}
type Frame = SuiteFrame | CaseFrame | SaidFrame | { readonly kind: 'other' };

/** Makes cases of what is heard of a document: suites are counted when they close. */
const createListener = (
  notices: Notices,
  take: (found: JunitCase) => void,
): XmlListener & { readonly root: () => string } => {
  const frames: Frame[] = [];
  let root = '';
  const inside = (name: string, attributes: Attributes): Frame => {
    const parent = frames.at(-1);
    const isSuite = name === 'testsuite' || name === 'testsuites';
    if (isSuite && (parent === undefined || parent.kind === 'suite')) {
      const own = (attributes.get('name') ?? '').trim();
      return {
        kind: 'suite',
        name: cutText([parent?.name ?? '', own].filter((part) => part !== '').join(' › '), NAME_MAX),
        attributes,
        counts: { passed: 0, failed: 0, error: 0, skipped: 0 },
        direct: 0,
      };
    }
    if (parent?.kind === 'suite' && name === 'testcase')
      return { kind: 'case', suite: parent, attributes, said: { error: [], failure: [], skipped: [] } };
    if (parent?.kind === 'case' && (name === 'error' || name === 'failure' || name === 'skipped'))
      return { kind: 'said', into: parent.said[name], attributes, text: [] };
    return { kind: 'other' };
  };
  return {
    root: () => root,
    open: (name, attributes) => {
      if (frames.length === 0) root = name;
      frames.push(inside(name, attributes));
    },
    text: (text) => {
      const frame = frames.at(-1);
      if (frame?.kind === 'said') frame.text.push(text);
    },
    close: () => {
      const frame = frames.pop();
      if (frame?.kind === 'said') frame.into.push(messageOf(frame));
      else if (frame?.kind === 'case') {
        const found = caseOf(frame);
        frame.suite.counts[found.outcome] += 1;
        frame.suite.direct += 1;
        take(found);
      } else if (frame?.kind === 'suite') {
        compareCounts(frame, notices);
        const parent = frames.at(-1);
        if (parent?.kind !== 'suite') return;
        for (const outcome of JunitOutcome.options) parent.counts[outcome] += frame.counts[outcome];
      }
    },
  };
};

const compareCounts = ({ name, attributes, counts, direct }: SuiteFrame, notices: Notices): void => {
  const tests = JunitOutcome.options.reduce((sum, outcome) => sum + counts[outcome], 0);
  const which = name === '' ? 'The report' : `“${cutText(name, 100)}”`;
  const said = claimed(attributes.get('tests'));
  // Some writers count what is nested in a suite, some only its own.
  if (said !== null && said !== tests && said !== direct)
    notices.add(`${which} says it has ${said} tests, but ${tests} are in the file: it may have been cut short.`);
  const wrong = (
    [
      ['failures', attributes.get('failures'), counts.failed],
      ['errors', attributes.get('errors'), counts.error],
      ['skipped', attributes.get('skipped') ?? attributes.get('skip'), counts.skipped],
    ] as const
  ).filter(([, saying, counted]) => {
    const number = claimed(saying);
    return number !== null && number !== counted && direct === tests;
  });
  for (const [kind, saying, counted] of wrong)
    notices.add(`${which} says ${saying} ${kind}, but ${counted} are in the file.`);
};

const claimed = (attribute: string | undefined): number | null =>
  attribute !== undefined && /^\d{1,9}$/.test(attribute.trim()) ? Number(attribute) : null;

const messageOf = ({ attributes, text }: SaidFrame): string => {
  const message = attributes.get('message') ?? '';
  return [message === '' ? (attributes.get('type') ?? '') : message, text.join('').trim()]
    .filter((part) => part !== '')
    .join('\n');
};

const caseOf = ({ suite, attributes, said: { error, failure, skipped } }: CaseFrame): JunitCase => {
  const outcome = ((): JunitOutcome => {
    if (error.length > 0) return 'error';
    if (failure.length > 0) return 'failed';
    // gtest says it in attributes alone.
    const notRun =
      attributes.get('status') === 'notrun' || ['skipped', 'suppressed'].includes(attributes.get('result') ?? '');
    return skipped.length > 0 || notRun ? 'skipped' : 'passed';
  })();
  return {
    suite: suite.name,
    classname: cutText((attributes.get('classname') ?? '').trim(), NAME_MAX),
    name: cutText((attributes.get('name') ?? '').trim(), NAME_MAX),
    outcome,
    seconds: secondsOf(attributes.get('time')),
    message: cutText([...error, ...failure, ...(outcome === 'skipped' ? skipped : [])].join('\n\n'), MESSAGE_MAX),
  };
};

/** Some writers group thousands by commas. */
const secondsOf = (time: string | undefined): number | null => {
  const text = time?.trim().replace(/,(?=\d{3}(\D|$))/g, '') ?? '';
  if (!/^\d+(\.\d*)?([eE][-+]?\d{1,3})?$|^\.\d+$/.test(text)) return null;
  const seconds = Number(text);
  return Number.isFinite(seconds) ? seconds : null;
};
