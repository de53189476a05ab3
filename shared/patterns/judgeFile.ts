import { baselineKey, baselineText, keyOfFinding } from './baselineKey.ts';
import type { CheckedFile } from './checkedFile.ts';
import type { ChangedFinding, Finding, Suppression } from './finding.ts';
import { type LineRange, touchesRange } from './lineRanges.ts';
import type { BaselineEntry } from './patternBaseline.ts';
import type { PatternRuleId } from './patternRule.ts';
import { patternRule } from './patternRules.ts';
import { NO_REASON } from './pitwallRules.ts';

/** A file that a branch changed: what was found in all of it, and which lines are the branch's. */
export interface ChangedFile {
  readonly checked: CheckedFile;
  readonly path: string;
  /** Its name in the merge base, where the baseline knows it by. */
  readonly oldPath: string;
  readonly changed: readonly LineRange[];
}

/** What of a file's findings is the branch's, and what the baseline forgives.
 *
 * A baseline entry covers findings on lines the branch left alone first, so that a copy of an old finding is new. */
export const judgeFile = (
  { checked, path, oldPath, changed }: ChangedFile,
  baseline: ReadonlyMap<string, BaselineEntry>,
  on: (rule: PatternRuleId) => boolean,
): { readonly findings: readonly ChangedFinding[]; readonly suppressions: readonly Suppression[] } => {
  const isChanged = ({ line, endLine }: Pick<Finding, 'line' | 'endLine'>) => touchesRange(changed, line, endLine);
  const open = checked.findings.filter(({ rule, suppression }) => on(rule) && suppression === null);
  const room = new Map<string, number>();
  const countOf = (finding: Finding) =>
    baseline.get(baselineKey({ rule: finding.rule, path: oldPath, text: baselineText(finding.code) }))?.count ?? 0;
  for (const finding of open) room.set(keyOfFinding(finding), countOf(finding));
  for (const finding of open)
    if (!isChanged(finding)) room.set(keyOfFinding(finding), (room.get(keyOfFinding(finding)) ?? 0) - 1);

  const judged: ChangedFinding[] = [];
  const add = (finding: Finding, state: ChangedFinding['state'], suppression: Suppression | null) => {
    const rule = patternRule(finding.rule);
    if (rule === null) return;
    const { title, reason, good, url } = rule;
    judged.push({ ...finding, title, reason, good, url, state, suppression });
  };
  for (const { suppression, ...finding } of checked.findings) {
    if (!on(finding.rule) || !isChanged(finding)) continue;
    if (suppression !== null) {
      add(finding, 'suppressed', suppression);
      continue;
    }
    const left = room.get(keyOfFinding(finding)) ?? 0;
    room.set(keyOfFinding(finding), left - 1);
    add(finding, left > 0 ? 'baseline' : 'new', null);
  }

  const used = new Set(judged.flatMap(({ suppression }) => (suppression === null ? [] : [suppression.line])));
  const shown = checked.suppressions.filter(
    ({ line, standing }) => used.has(line) || (standing && touchesRange(changed, line, line)),
  );
  const suppressions = shown.map(({ standing: _standing, code: _code, ...suppression }) => suppression);
  if (on(NO_REASON))
    for (const { line, text, reason, code } of shown)
      if (reason === null)
        add(
          {
            rule: NO_REASON,
            path,
            line,
            column: Math.max(1, code.indexOf(text) + 1),
            endLine: line,
            message: 'This comment keeps a rule quiet and does not say why: write the reason behind “--”.',
            code,
          },
          'new',
          null,
        );
  return {
    findings: judged.toSorted((one, other) => one.line - other.line || one.column - other.column),
    suppressions,
  };
};
