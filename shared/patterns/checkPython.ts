import { asyncSessionFindings } from './asyncSessionFindings.ts';
import type { CheckedFile } from './checkedFile.ts';
import { CODE_LINE_MAX, type Finding, type Suppression } from './finding.ts';
import { mayConcernSessions } from './mayConcernSessions.ts';
import { PatternRuleId } from './patternRule.ts';
import { lineStarts } from './python/lineStarts.ts';
import { firstLostLine, type PythonTree, parsePython } from './python/pythonTree.ts';
import type { RuffDiagnostic } from './ruffDiagnostic.ts';
import { ruffRuleId, ruffRules } from './ruffRules.ts';
import { mayKeepQuiet, quietens, type ReachingSuppression, suppressionsOf } from './suppressionsOf.ts';
import { withoutRuffComments } from './withoutRuffComments.ts';

const ruffName = new Map<string, string>(ruffRules.map(({ id, name }) => [id, name]));

/** All that both engines say of one Python text.
 *
 * `ruff` checks a text; what it throws is the caller's. Whether a comment keeps a finding of Ruff quiet is Ruff's own word: the text is checked
 * with and without such comments. Our own rules honour the same comments. */
export const checkPython = (
  path: string,
  text: string,
  ruff: (text: string) => readonly RuffDiagnostic[],
): CheckedFile => {
  const heard = ruff(text);
  const wrong = heard.find(({ code }) => code === null || code === 'invalid-syntax');
  if (wrong !== undefined) {
    const message = `Line ${wrong.start_location.row}: ${wrong.message}`;
    return { findings: [], suppressions: [], notices: [], unchecked: { path, why: 'syntax', message } };
  }
  const bare = withoutRuffComments(text);
  const all = bare === text ? heard : ruff(bare);
  const open = new Set(heard.map(placeOf));

  // Only comments that may keep a rule quiet and code that may use a database are worth the grammar's time.
  const python = mayConcernSessions(text) || mayKeepQuiet(text) ? parsePython(text) : null;
  const starts = lineStarts(text);
  const codeAt = (line: number) =>
    text
      .slice(starts[line - 1] ?? text.length, starts[line] ?? text.length)
      .replace(/[\r\n]+$/, '')
      .slice(0, CODE_LINE_MAX);
  const comments = python === null ? [] : suppressionsOf(path, commentsOf(python, starts));

  const findings: (Finding & { suppression: Suppression | null })[] = [];
  for (const diagnostic of all) {
    const rule = ruffRuleId(diagnostic.code ?? '');
    if (rule === null) continue;
    const { start_location: start, end_location: end, message } = diagnostic;
    const finding = {
      rule,
      path,
      line: start.row,
      column: start.column,
      endLine: end.row,
      message,
      code: codeAt(start.row),
    };
    const quiet =
      !open.has(placeOf(diagnostic)) || comments.some((each) => /pitwall/i.test(each.text) && reaches(each, finding));
    findings.push({ ...finding, suppression: quiet ? suppressionFor(finding, comments) : null });
  }
  for (const { rule, from, to, message } of python === null ? [] : asyncSessionFindings(python)) {
    const line = lineAt(starts, from);
    const finding = {
      rule: PatternRuleId.parse(rule),
      path,
      line,
      column: from - (starts[line - 1] ?? 0) + 1,
      endLine: lineAt(starts, Math.max(from, to - 1)),
      message,
      code: codeAt(line),
    };
    const quiet = comments.some((each) => reaches(each, finding));
    findings.push({ ...finding, suppression: quiet ? suppressionFor(finding, comments) : null });
  }
  const lost = python === null ? null : firstLostLine(python);
  return {
    findings: findings.toSorted((one, other) => one.line - other.line || one.column - other.column),
    suppressions: comments.map(({ reach, ...each }) => ({
      ...each,
      standing: each.rules.length > 0 || reach === 'file',
      code: codeAt(each.line),
    })),
    unchecked: null,
    notices:
      lost === null ? [] : [`${path}: the database rules could not follow line ${lost}; Ruff’s rules read all of it.`],
  };
};

const placeOf = ({ code, start_location: { row, column } }: RuffDiagnostic): string => `${code} ${row}:${column}`;

/** Whether a comment keeps a finding of our own quiet. */
const reaches = (comment: ReachingSuppression, { rule, line, endLine }: Finding): boolean => {
  if (!quietens(comment, rule, ruffName.get(rule) ?? null)) return false;
  switch (comment.reach) {
    case 'file':
      return true;
    case 'below':
      return comment.line === line - 1 || comment.line === line;
    case 'line':
      return comment.line >= line && comment.line <= endLine;
    case 'range':
      return false;
  }
};

/** The comment that keeps a finding quiet; a range has only its beginning here, so the last one above is taken. */
const suppressionFor = (finding: Finding, comments: readonly ReachingSuppression[]): Suppression => {
  const naming = comments.filter((each) => quietens(each, finding.rule, ruffName.get(finding.rule) ?? null));
  const found =
    naming.find((each) => each.reach !== 'file' && each.reach !== 'range' && reaches(each, finding)) ??
    naming.findLast(({ reach, line }) => reach === 'range' && line <= finding.line) ??
    naming.find(({ reach }) => reach === 'file') ??
    naming.find(({ line }) => line >= finding.line);
  if (found === undefined) return { path: finding.path, line: finding.line, text: '', rules: [], reason: null };
  const { reach: _reach, ...suppression } = found;
  return suppression;
};

const commentsOf = ({ text, tree }: PythonTree, starts: readonly number[]) => {
  const found: { readonly line: number; readonly text: string; readonly alone: boolean }[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Comment') return;
      const line = lineAt(starts, from);
      found.push({
        line,
        text: text.slice(from, to).trimEnd(),
        alone: text.slice(starts[line - 1] ?? 0, from).trim() === '',
      });
    },
  });
  return found;
};

/** The line, from 1, in which a place of the text lies. */
const lineAt = (starts: readonly number[], place: number): number => {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low + 1;
};
