import type { Suppression } from './finding.ts';
import { patternRules } from './patternRules.ts';
import { ruffRules } from './ruffRules.ts';

/** How far a suppression reaches: its own line, all lines of the file, or the line below as well. */
export interface ReachingSuppression extends Suppression {
  readonly reach: 'line' | 'file' | 'below' | 'range';
}

const noqa = /#\s*(?:(ruff|flake8)\s*:\s*)?noqa(?:\s*:\s*(?<rest>.*))?$/i;
const range = /#\s*ruff\s*:\s*(?<verb>disable|ignore|file-ignore)\s*\[(?<codes>[^\]]*)\](?<rest>.*)$/i;
const own = /#\s*pitwall\s*:\s*ignore\b(?<rest>.*)$/i;
const code = /^(?:[A-Z]+[0-9]*|[a-z]+(?:-[a-z]+)+)$/;

/** Whether a text may hold a comment that `suppressionsOf` knows. Errs towards true. */
export const mayKeepQuiet = (text: string): boolean => /noqa|(?:ruff|pitwall)\s*:/i.test(text);

/** The comments of a file that keep rules quiet, in the words of Ruff (`# noqa`, `# ruff: noqa`, `# ruff: disable[…]`) and in ours
 * (`# pitwall: ignore PIT001 reason`).
 *
 * A reason stands behind `--`, a dash, or a second `#`; in our own form behind the rules. It needs three letters. What names rules of other
 * kinds only is left out. `comments` are the file's comments with the line each stands on, and whether nothing stands before it. */
export const suppressionsOf = (
  path: string,
  comments: readonly { readonly line: number; readonly text: string; readonly alone: boolean }[],
): readonly ReachingSuppression[] =>
  comments.flatMap(({ line, text, alone }): readonly ReachingSuppression[] => {
    const base = { path, line, text: text.slice(0, 400) };
    const mine = own.exec(text);
    if (mine !== null) {
      const { rules, rest } = takeRules(mine.groups?.rest ?? '');
      return [
        {
          ...base,
          rules: [...rules],
          reason: reasonIn(rest.replace(/^\s*(?:--|–|—|:|#)?/, '')),
          reach: alone ? 'below' : 'line',
        },
      ];
    }
    const ranged = range.exec(text);
    if (ranged !== null) {
      const { rules } = takeRules(ranged.groups?.codes ?? '');
      if (rules.length > 0 && !rules.some(isOurs)) return [];
      const verb = ranged.groups?.verb?.toLowerCase();
      const reach = verb === 'disable' ? 'range' : verb === 'file-ignore' ? 'file' : alone ? 'below' : 'line';
      return [{ ...base, rules: [...rules], reason: reasonIn(afterDash(ranged.groups?.rest ?? '')), reach }];
    }
    const plain = noqa.exec(text) ?? noqa.exec(text.replace(/(noqa)\s*(--|–|—|#)/i, '$1: $2'));
    if (plain === null) return [];
    const said = plain.groups?.rest ?? '';
    const { rules, rest } = takeRules(said);
    if (rules.length > 0 && !rules.some(isOurs)) return [];
    const reach = plain[1] === undefined ? 'line' : 'file';
    return [{ ...base, rules: [...rules], reason: reasonIn(afterDash(rest)), reach }];
  });

const isOurs = (said: string): boolean =>
  said === 'ALL' || patternRules.some(({ id }) => id.startsWith(said)) || ruffRules.some(({ name }) => name === said);

/** The rules at the beginning of a text, and what stands behind them. */
const takeRules = (text: string): { readonly rules: readonly string[]; readonly rest: string } => {
  const rules: string[] = [];
  let rest = text;
  for (;;) {
    const word = /^[\s,]*([A-Za-z][A-Za-z0-9-]*)/.exec(rest);
    const name = word?.[1];
    if (
      word === null ||
      name === undefined ||
      !code.test(name) ||
      (!/\d/.test(name) && !/^(ALL|ASYNC|FAST|RUF|PIT)$/.test(name) && !name.includes('-'))
    )
      return { rules, rest };
    rules.push(name);
    rest = rest.slice(word[0].length);
  }
};

const afterDash = (text: string): string => /(?:--|–|—|#)(?<reason>.*)$/.exec(text)?.groups?.reason ?? '';

const reasonIn = (text: string): string | null => {
  const reason = text.trim();
  return (reason.match(/\p{L}/gu)?.length ?? 0) >= 3 ? reason.slice(0, 300) : null;
};

/** Whether a suppression names a rule: by itself, by its group, or by naming none. */
export const quietens = ({ rules }: Pick<Suppression, 'rules'>, rule: string, ruleName: string | null): boolean =>
  rules.length === 0 ||
  rules.some((each) => each === 'ALL' || each === ruleName || (rule.startsWith(each) && each !== ''));
