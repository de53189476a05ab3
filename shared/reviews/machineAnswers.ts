import type { MachineCheck } from '../gates/condition.ts';
import type { PatternReport } from '../patterns/patternReport.ts';
import type { ChangedLines } from '../qa/coverageOfLines.ts';
import { coverageOfLines } from '../qa/coverageOfLines.ts';
import type { CoverageFacts, TestFacts } from '../qa/qaFacts.ts';
import type { FoundSecret } from './findSecrets.ts';
import { MACHINE_FINDINGS_MAX, type MachineAnswer, type MachineFinding } from './machineAnswer.ts';

const answered = (
  check: MachineCheck,
  state: MachineAnswer['state'],
  summary: string,
  findings: readonly MachineFinding[] = [],
): MachineAnswer => ({
  check,
  state,
  summary,
  findings: findings.slice(0, MACHINE_FINDINGS_MAX),
  more: Math.max(0, findings.length - MACHINE_FINDINGS_MAX),
  progress: null,
});

/** The answer of a check that could not be made. */
export const machineError = (check: MachineCheck, reason: string): MachineAnswer =>
  answered(check, 'error', `This could not be checked: ${reason}`);

/** What is said of a check while it goes on. */
export const machineRunning = (
  check: MachineCheck,
  progress: { readonly done: number; readonly total: number },
): MachineAnswer => ({
  ...answered(
    check,
    'running',
    progress.total === 0 ? 'It is being checked.' : `It is being checked: ${progress.done} of ${progress.total} files.`,
  ),
  progress: { ...progress },
});

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Tests pass when a report is there, at least one test ran, and none failed. */
export const answerTests = (facts: TestFacts | null): MachineAnswer => {
  if (facts === null)
    return answered('tests', 'missing', 'There is no report of tests for this revision: run them on the QA page.');
  const { tests, passed, failed, errors, skipped } = facts.totals;
  const bad = failed + errors;
  if (bad > 0)
    return answered(
      'tests',
      'fail',
      `${count(bad, 'test', 'tests')} of ${tests} failed: ${facts.failures.slice(0, 3).join(', ')}${facts.failures.length > 3 ? ' and more' : ''}.`,
      facts.failures.map((name) => ({
        rule: 'test',
        path: name,
        line: null,
        message: 'failed',
        advice: null,
        fingerprint: null,
        suppressed: null,
      })),
    );
  if (passed === 0) return answered('tests', 'missing', 'The report for this revision holds no test that ran.');
  return answered(
    'tests',
    'pass',
    `${count(passed, 'test', 'tests')} passed${skipped > 0 ? `, ${skipped} skipped` : ''}.`,
  );
};

/** The coverage of the changed lines passes when its share reaches `threshold`.
 *
 * A file that no report names, or one that several could mean, is an answer that is missing: its lines count as neither. */
export const answerCoverage = (
  facts: CoverageFacts | null,
  changed: readonly ChangedLines[],
  threshold: number,
): MachineAnswer => {
  const lines = changed.filter((file) => file.lines.length > 0);
  if (lines.length === 0) return answered('coverage', 'none', 'No line was added that tests could cover.');
  if (facts === null)
    return answered(
      'coverage',
      'missing',
      'There is no report of coverage for this revision: run the tests on the QA page.',
    );
  const { files, covered, missed, share } = coverageOfLines(facts.files, lines);
  const findings = files.flatMap((file) => [
    ...(file.problem === null
      ? []
      : [
          finding(
            file.path,
            null,
            file.problem === 'ambiguous'
              ? 'The reports name several files that this could be.'
              : 'No report names this file.',
          ),
        ]),
    ...file.missed.map((line) => finding(file.path, line, 'No test runs this line.')),
  ]);
  const unknown = files.filter(({ problem }) => problem !== null);
  const percent = (value: number) => `${Math.floor(value * 1000) / 10} %`;
  const sum =
    share === null
      ? ''
      : `${percent(share)} of the changed lines are covered (${covered} of ${covered + missed}), ${percent(threshold)} are asked.`;
  if (share !== null && share < threshold) return answered('coverage', 'fail', sum, findings);
  if (unknown.length > 0)
    return answered(
      'coverage',
      'missing',
      `The reports for this revision do not know ${count(unknown.length, 'changed file', 'changed files')}: ${unknown
        .slice(0, 3)
        .map(({ path }) => path)
        .join(', ')}. ${sum}`.trim(),
      findings,
    );
  if (share === null) return answered('coverage', 'none', 'None of the added lines is code that the reports count.');
  return answered('coverage', 'pass', sum, findings);
};

const finding = (path: string, line: number | null, message: string): MachineFinding => ({
  rule: 'coverage',
  path,
  line,
  message,
  advice: null,
  fingerprint: null,
  suppressed: null,
});

/** Secrets pass when none is found that counts; a file that could not be searched is an error. */
export const answerSecrets = (
  found: readonly FoundSecret[],
  unsearched: readonly string[],
  suppressions: ReadonlyMap<string, { readonly reason: string; readonly by: string }>,
): MachineAnswer => {
  const findings = found
    .map(({ rule, path, line, message, fingerprint }): MachineFinding => {
      const suppressed = suppressions.get(fingerprint) ?? null;
      return { rule, path, line, message, advice: null, fingerprint, suppressed };
    })
    .toSorted((one, other) => Number(one.suppressed !== null) - Number(other.suppressed !== null));
  const counting = findings.filter(({ suppressed }) => suppressed === null).length;
  if (counting > 0)
    return answered(
      'secrets',
      'fail',
      `${count(counting, 'line looks', 'lines look')} like a secret. Take it out of the branch’s history and replace it where it is used, or say why it is none.`,
      findings,
    );
  if (unsearched.length > 0)
    return answered(
      'secrets',
      'error',
      `${count(unsearched.length, 'file is', 'files are')} too large to be searched: ${unsearched.slice(0, 3).join(', ')}.`,
      findings,
    );
  const passed =
    findings.length === 0
      ? ''
      : ` ${count(findings.length, 'finding was', 'findings were')} taken for none, with a reason.`;
  return answered('secrets', 'pass', `Nothing in the added lines looks like a secret.${passed}`, findings);
};

/** Pattern rules pass when nothing new is found on changed lines; a file that could not be read is an error. */
export const answerPatterns = ({
  findings,
  unparsable,
  files,
}: Pick<PatternReport, 'findings' | 'unparsable' | 'files'>): MachineAnswer => {
  if (files === 0) return answered('patterns', 'none', 'No file that the rules look at was changed.');
  const listed = findings
    .filter(({ state }) => state !== 'baseline')
    .toSorted((one, other) => Number(one.state !== 'new') - Number(other.state !== 'new'))
    .map(
      ({ rule, path, line, message, suppression, title, code, reason, good, url }): MachineFinding => ({
        rule,
        path,
        line,
        message,
        advice: { title, code, reason, good, url },
        fingerprint: null,
        suppressed:
          suppression === null
            ? null
            : { reason: suppression.reason ?? 'No reason is given.', by: `the comment “${suppression.text}”` },
      }),
    );
  const fresh = findings.filter(({ state }) => state === 'new').length;
  if (unparsable.length > 0)
    return answered(
      'patterns',
      'error',
      `${count(unparsable.length, 'file', 'files')} could not be read: ${unparsable
        .slice(0, 3)
        .map(({ path, message }) => `${path} (${message})`)
        .join(', ')}.`,
      listed,
    );
  if (fresh > 0)
    return answered('patterns', 'fail', `${count(fresh, 'new finding', 'new findings')} on changed lines.`, listed);
  return answered('patterns', 'pass', 'The rules find nothing new on the changed lines.', listed);
};
