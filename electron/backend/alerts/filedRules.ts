import { missingRules } from '../../../shared/alerts/missingRules.ts';
import { RuleSettings } from '../../../shared/alerts/rule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';
import { findFirstRules, haveRulesBeenMade, listRules, saveFirstRules } from './ruleTable.ts';

/** The rules of an environment, as a project file says them.
 *
 * Those that a file names become the environment's first rules: they are made when it is first judged or looked at, as any others. */
export const createFiledRules = (db: Database, usualOf: (environment: Environment) => readonly RuleSettings[]) => ({
  /** What an environment begins with. */
  firstOf: (environment: Environment): readonly RuleSettings[] =>
    findFirstRules(db, environment.id) ?? usualOf(environment),
  /** What it is offered when it lacks them: those it began with, and the usual ones that a file left out or did not know yet. */
  offeredTo: (environment: Environment): readonly RuleSettings[] => {
    const named = findFirstRules(db, environment.id) ?? [];
    return [...named, ...missingRules(usualOf(environment), named)];
  },
  /** Those it has, by name, or will begin with because a file says so; null when nothing was ever said about them. */
  of: (id: EnvironmentId): readonly RuleSettings[] | null =>
    haveRulesBeenMade(db, id) ? listRules(db, id).map((rule) => RuleSettings.parse(rule)) : findFirstRules(db, id),
  /** Belongs into the transaction that makes the environment. */
  save: (id: EnvironmentId, rules: readonly RuleSettings[]): void => saveFirstRules(db, id, rules.toSorted(byName)),
});

/** As the table of rules sorts them, so that a file that is written again before they are made is the same. */
const byName = (one: RuleSettings, other: RuleSettings): number => Buffer.compare(folded(one), folded(other));
const folded = ({ name }: RuleSettings): Buffer =>
  Buffer.from(name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()));
