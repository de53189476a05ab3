import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { deleteRule, getRule, putRule } from './ruleTable.ts';

/** A rule before and after; null when it was not there. */
export interface RuleChange {
  readonly before: Rule | null;
  readonly after: Rule | null;
}

/** How acts read and write rules. `touched` hears of every change inside the transaction, which may still be taken back. */
export const createRuleActTable = (db: Database, touched: (change: RuleChange) => void): ActTable<'rule'> => ({
  read: (id) => getRule(db, id as RuleId),
  insert: (rule) => {
    putRule(db, rule);
    touched({ before: null, after: rule });
  },
  update: (rule) => {
    const before = getRule(db, rule.id);
    putRule(db, rule);
    touched({ before, after: rule });
  },
  remove: (rule) => {
    deleteRule(db, rule.id);
    touched({ before: rule, after: null });
  },
  nameOf: ({ name }) => `the rule ${name}`,
});
