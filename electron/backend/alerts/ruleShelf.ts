import { randomUUID } from 'node:crypto';
import { type Rule, RuleId } from '../../../shared/alerts/rule.ts';
import { openingsThatCount } from '../../../shared/alerts/settleMs.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { type AlertDeps, PITWALL } from './alertDeps.ts';
import { listOpenAlertsOf, listOpeningsOf } from './alertTable.ts';
import { createRuleBook, type KeptState, type RuleBook } from './ruleBook.ts';
import { listRules, markRulesMade, putRule } from './ruleTable.ts';

const DAY = 86_400_000;
const emptyBook = createRuleBook([], [], null);

/** The rule books of all environments, each read from the database when it is first asked for. */
export const createRuleShelf = ({ db, clock, environmentOf, feed, firstRulesOf }: AlertDeps) => {
  const books = new Map<EnvironmentId, RuleBook>();

  /** The rules of an environment; the first time, those that a new one gets. None of an environment that is gone. */
  const rulesOf = (id: EnvironmentId): readonly Rule[] => {
    const environment = environmentOf(id);
    if (environment === null) return [];
    const made = db
      .transaction(() => {
        if (!markRulesMade(db, id)) return false;
        const first = firstRulesOf(environment);
        for (const settings of first) putRule(db, { ...settings, id: RuleId.parse(randomUUID()), environmentId: id });
        appendLedger(db, {
          at: clock.now(),
          actor: PITWALL,
          verb: 'rule.propose',
          entity: 'environment',
          entityId: id,
          projectId: environment.projectId,
          summary: `Watch ${environment.name} by ${first.length} rules`,
          inverse: null,
        });
        return true;
      })
      .immediate();
    if (made) {
      feed.publish('rule', id);
      feed.publish('ledger', null);
    }
    return listRules(db, id);
  };

  const keptOf = (id: EnvironmentId): readonly KeptState[] => {
    const now = clock.now();
    const kept = new Map<string, { rule: RuleId; subject: string; open: boolean; openings: number[] }>();
    const of = (rule: RuleId, subject: string) => {
      const key = `${rule} ${subject}`;
      const known = kept.get(key) ?? { rule, subject, open: false, openings: [] };
      kept.set(key, known);
      return known;
    };
    for (const { rule, subject, at } of listOpeningsOf(db, id, now - DAY)) of(rule, subject).openings.push(at);
    for (const { rule, subject } of listOpenAlertsOf(db, id)) of(rule, subject).open = true;
    return [...kept.values()].map((each) => ({ ...each, openings: openingsThatCount(each.openings, now) }));
  };

  const load = (id: EnvironmentId): RuleBook => {
    if (environmentOf(id) === null) return emptyBook;
    const book = createRuleBook(rulesOf(id), keptOf(id), books.get(id) ?? null);
    books.set(id, book);
    return book;
  };

  return {
    rulesOf,
    bookOf: (id: EnvironmentId): RuleBook => books.get(id) ?? load(id),
    reload: (id: EnvironmentId): void => void load(id),
    /** Lets the books of environments go that are not there any more. */
    forgetGone: (): void => {
      for (const id of [...books.keys()]) if (environmentOf(id) === null) books.delete(id);
    },
  };
};
