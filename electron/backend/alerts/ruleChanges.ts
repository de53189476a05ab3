import { isDeepStrictEqual } from 'node:util';
import type { Rule } from '../../../shared/alerts/rule.ts';
import type { AlertDeps } from './alertDeps.ts';
import { listLeftAlerts } from './alertTable.ts';
import type { AlertTransitions } from './alertTransitions.ts';
import type { RuleChange } from './ruleActTable.ts';
import { judgedAlike } from './ruleBook.ts';
import type { createRuleShelf } from './ruleShelf.ts';
import { getRule } from './ruleTable.ts';

/** What follows from changes of rules once they count: alerts of a rule that judges otherwise now, or is gone, close; then the new rules judge.
 *
 * Whoever changes rules notes it inside the transaction, and the change is only taken up when the table shows it: one that was rolled back is
 * forgotten. */
export const createRuleChanges = (
  { db, clock }: Pick<AlertDeps, 'db' | 'clock'>,
  transitions: Pick<AlertTransitions, 'close' | 'closeLeft'>,
  shelf: Pick<ReturnType<typeof createRuleShelf>, 'reload'>,
) => {
  let noted: readonly RuleChange[] = [];

  const counts = ({ before, after }: RuleChange): boolean => {
    const id = (after ?? before)?.id;
    return id !== undefined && isDeepStrictEqual(getRule(db, id), after);
  };

  return {
    note: (change: RuleChange): void => {
      noted = [...noted, change];
    },
    /** Closes what stayed open because Pitwall ended, or nothing could be written, between a change of a rule and what follows from it. */
    closeLeft: (): void => {
      for (const alert of listLeftAlerts(db)) {
        const gone = getRule(db, alert.rule) === null;
        transitions.closeLeft(alert, gone ? 'The rule was removed.' : 'The rule was switched off.');
      }
    },
    /** Outside of any transaction. */
    settle: (): void => {
      const changes = noted.filter(counts);
      noted = [];
      const close = (rule: Rule, reason: string) =>
        transitions.close(rule, { subject: null, reason, at: clock.now(), heard: true });
      try {
        for (const { before, after } of changes) {
          if (before !== null && after === null) close(before, 'The rule was removed.');
          if (before !== null && after !== null && !judgedAlike(before, after))
            close(after, after.enabled ? 'The rule was changed.' : 'The rule was switched off.');
        }
      } finally {
        for (const id of new Set(changes.flatMap(({ before, after }) => (after ?? before)?.environmentId ?? [])))
          shelf.reload(id);
      }
    },
  };
};
