import { isDeepStrictEqual } from 'node:util';
import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import type { AlertDeps } from './alertDeps.ts';
import { listLeftAlerts, listOutdatedAlerts } from './alertTable.ts';
import type { AlertTransitions } from './alertTransitions.ts';
import type { RuleChange } from './ruleActTable.ts';
import { forgetOpen, judgedAlike } from './ruleBook.ts';
import type { createRuleShelf } from './ruleShelf.ts';
import { getRule } from './ruleTable.ts';

/** What follows from changes of rules once they count: alerts of a rule that judges otherwise now, or is gone, close; then the new rules judge.
 *
 * Whoever changes rules notes it inside the transaction, and the change is only taken up when the table shows it: one that was rolled back is
 * forgotten. What cannot be closed is tried again with the next call, and after a start what the ledger shows. */
export const createRuleChanges = (
  { db, clock }: Pick<AlertDeps, 'db' | 'clock'>,
  transitions: Pick<AlertTransitions, 'close' | 'closeLeft'>,
  shelf: Pick<ReturnType<typeof createRuleShelf>, 'reload' | 'bookOf'>,
) => {
  let noted: readonly RuleChange[] = [];
  const toClose = new Map<RuleId, { readonly rule: Rule; readonly reason: string }>();
  let afterStart = true;

  const counts = ({ before, after }: RuleChange): boolean => {
    const id = (after ?? before)?.id;
    return id !== undefined && isDeepStrictEqual(getRule(db, id), after);
  };

  const mustClose = ({ before, after }: RuleChange): void => {
    if (before === null) return;
    if (after === null) toClose.set(before.id, { rule: before, reason: 'The rule was removed.' });
    else if (!judgedAlike(before, after))
      toClose.set(after.id, {
        rule: after,
        reason: after.enabled ? 'The rule was changed.' : 'The rule was switched off.',
      });
  };

  const closeNoted = (): void => {
    for (const [id, { rule, reason }] of toClose) {
      transitions.close(rule, { subject: null, reason, at: clock.now(), heard: true });
      toClose.delete(id);
      const book = shelf.bookOf(rule.environmentId);
      for (const subject of book.all.get(id)?.cells.keys() ?? []) forgetOpen(book, id, subject);
    }
  };

  return {
    note: (change: RuleChange): void => {
      noted = [...noted, change];
    },
    /** Closes what stayed open because Pitwall ended between a change of a rule and what follows from it. */
    closeLeft: (): void => {
      for (const alert of listLeftAlerts(db)) {
        const gone = getRule(db, alert.rule) === null;
        transitions.closeLeft(alert, gone ? 'The rule was removed.' : 'The rule was switched off.');
      }
      if (!afterStart) return;
      for (const alert of listOutdatedAlerts(db)) {
        transitions.closeLeft(alert, 'The rule was changed.');
        forgetOpen(shelf.bookOf(alert.environmentId), alert.rule, alert.subject);
      }
      afterStart = false;
    },
    /** Outside of any transaction. */
    settle: (): void => {
      const changes = noted.filter(counts);
      noted = [];
      for (const change of changes) mustClose(change);
      try {
        closeNoted();
      } finally {
        for (const id of new Set(changes.flatMap(({ before, after }) => (after ?? before)?.environmentId ?? [])))
          shelf.reload(id);
      }
    },
  };
};
