import type { Verdict } from '../gates/gateFacts.ts';
import { plainWord } from './plainWord.ts';
import type { PullFacts } from './pullFacts.ts';

/** Whether the checks on GitHub let a change through. `head` and `base` are what Pitwall holds.
 *
 * Where the base's protection or rules name checks, those are asked for; where they name none, every check that ran. A check that is asked for and did
 * not report is missing, not passed. Checks of another commit say nothing. Without a pull request there is nothing to ask. */
export const judgePullChecks = (
  pull: PullFacts | null,
  { head, base }: { readonly head: string; readonly base: string },
): Verdict => {
  if (pull === null) return { holds: true, reasons: ['No pull request of this branch is open on GitHub.'] };
  const name = `#${pull.number}`;
  if (pull.base !== base)
    return { holds: true, reasons: [`The pull request ${name} goes into ${plainWord(pull.base)}, not into ${base}.`] };
  if (pull.draft) return { holds: false, reasons: [`The pull request ${name} is a draft.`] };
  if (pull.head !== head)
    return {
      holds: false,
      reasons: [`GitHub has ${name} at ${pull.head.slice(0, 7)}, not at ${head.slice(0, 7)}: fetch again in a moment.`],
    };
  const asked = pull.checks.filter((check) => pull.required.length === 0 || pull.required.includes(check.name));
  const named = (state: (typeof asked)[number]['state']) => [
    ...new Set(asked.filter((check) => check.state === state).map((check) => check.name)),
  ];
  const missing = pull.required.filter((wanted) => !asked.some((check) => check.name === wanted));
  const [failed, running] = [named('failed'), named('running')];
  const reasons = [
    ...(failed.length > 0 ? [`Failed: ${listed(failed)}.`] : []),
    ...(running.length > 0 ? [`Still running: ${listed(running)}.`] : []),
    ...(missing.length > 0 ? [`Not reported yet: ${listed(missing)}.`] : []),
  ];
  if (reasons.length > 0) return { holds: false, reasons };
  return {
    holds: true,
    reasons: [
      asked.length === 0
        ? `No check ran for ${name}, and none is asked for.`
        : `${asked.length} ${asked.length === 1 ? 'check' : 'checks'} of ${name} passed.`,
    ],
  };
};

const NAMED = 5;
const listed = (names: readonly string[]): string => {
  const first = names.slice(0, NAMED).map(plainWord).join(', ');
  return names.length > NAMED ? `${first} and ${names.length - NAMED} more` : first;
};
