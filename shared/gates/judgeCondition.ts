import { fitsReportPath } from '../qa/fitsReportPath.ts';
import type { Condition } from './condition.ts';
import type { Fact, GateFacts, Verdict } from './gateFacts.ts';

/** Whether a condition holds, with its reasons.
 *
 * One fact that cannot be told makes the whole condition an error, also where another part would decide it: what could not be looked at must never
 * be what lets something through, and a gate must not depend on the order of its parts. */
export const judgeCondition = (condition: Condition, facts: GateFacts): Fact<Verdict> => {
  switch (condition.kind) {
    case 'always':
      return verdict(true, []);
    case 'never':
      return verdict(false, []);
    case 'all':
    case 'any':
      return together(
        condition.kind,
        condition.of.map((part) => judgeCondition(part, facts)),
      );
    case 'not': {
      const inner = judgeCondition(condition.of, facts);
      return inner.ok ? verdict(!inner.value.holds, inner.value.reasons) : inner;
    }
    case 'touches':
      return told(facts.paths, (paths) => {
        const touched = paths.filter((path) => condition.globs.some((glob) => fitsReportPath(glob, path)));
        return {
          holds: touched.length > 0,
          reasons: [
            touched.length > 0 ? `Touches ${listed(touched)}.` : `Touches no file of ${listed(condition.globs)}.`,
          ],
        };
      });
    case 'branch':
      return verdict(
        condition.globs.some((glob) => fitsReportPath(glob, facts.branch)),
        [`The branch is ${facts.branch}.`],
      );
    case 'lines':
      return told(facts.lines, (lines) => ({
        holds: lines >= condition.atLeast,
        reasons: [`${lines} ${lines === 1 ? 'line' : 'lines'} changed.`],
      }));
    case 'approvals': {
      const missing = condition.atLeast - facts.approvals.length;
      const by = facts.approvals.length === 0 ? [] : [`Approved by ${listed(facts.approvals)}.`];
      return missing <= 0
        ? verdict(true, by)
        : verdict(false, [
            `${missing} ${missing === 1 ? 'approval' : 'approvals'} missing, by somebody who did not write the code.`,
            ...by,
            ...facts.lostApprovals,
          ]);
    }
    case 'no-veto':
      return withoutVeto(facts);
    case 'checklist':
      return facts.checklist[condition.category];
    case 'machine':
      return facts.machine[condition.check];
    case 'comments-resolved':
      return facts.openComments === 0
        ? verdict(true, ['No comment is open.'])
        : verdict(false, [
            `${facts.openComments} ${facts.openComments === 1 ? 'comment is' : 'comments are'} not resolved.`,
          ]);
    case 'item-linked':
      return verdict(facts.itemLinked, [facts.itemLinked ? 'It belongs to an item.' : 'It belongs to no item.']);
    case 'mergeable':
      return facts.mergeable;
    case 'github-checks':
      return (
        facts.github ?? {
          ok: false,
          reason: 'The project does not read GitHub: name it in the settings of the repository.',
        }
      );
  }
};

/** While GitHub is not heard, nobody knows of the vetoes there. */
const withoutVeto = ({ vetoes, github }: GateFacts): Fact<Verdict> => {
  const said = vetoes.map((by) => `Veto by ${by}.`);
  if (github?.ok === false) return { ok: false, reason: [...said, github.reason].join(' ') };
  return said.length === 0 ? verdict(true, ['Nobody has a veto on it.']) : verdict(false, said);
};

const NAMED = 5;
const listed = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more` : names.join(', ');

const verdict = (holds: boolean, reasons: readonly string[]): Fact<Verdict> => ({
  ok: true,
  value: { holds, reasons },
});

const told = <Value>(fact: Fact<Value>, judge: (value: Value) => Verdict): Fact<Verdict> =>
  fact.ok ? { ok: true, value: judge(fact.value) } : fact;

const together = (kind: 'all' | 'any', parts: readonly Fact<Verdict>[]): Fact<Verdict> => {
  const errors = parts.flatMap((part) => (part.ok ? [] : [part.reason]));
  if (errors.length > 0) return { ok: false, reason: [...new Set(errors)].join(' ') };
  const verdicts = parts.flatMap((part) => (part.ok ? [part.value] : []));
  const holds = kind === 'all' ? verdicts.every((part) => part.holds) : verdicts.some((part) => part.holds);
  // The parts that decided it say why.
  return verdict(
    holds,
    verdicts.filter((part) => part.holds === holds).flatMap((part) => part.reasons),
  );
};
