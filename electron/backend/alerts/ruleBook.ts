import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import { type RuleState, ruleState } from '../../../shared/alerts/ruleState.ts';
import { seriesSubject } from '../../../shared/alerts/seriesSubject.ts';
import type { HopName } from '../../../shared/monitor/hop.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';

/** A rule with what it remembers of each thing it looks at. */
export interface WatchedRule {
  readonly rule: Rule;
  /** By subject; '' where there is but one. */
  readonly states: Map<string, RuleState>;
}

/** The enabled rules of one environment, found by what they look at. Made anew when one of them changes. */
export interface RuleBook {
  readonly all: ReadonlyMap<RuleId, WatchedRule>;
  readonly hops: readonly WatchedRule[];
  readonly absences: readonly WatchedRule[];
  /** Those that look at a series, by its name or by its kind alone. */
  readonly bySeries: ReadonlyMap<SeriesName, readonly WatchedRule[]>;
  /** The hops that a rule of their own speaks for. */
  readonly watchedHops: ReadonlySet<HopName>;
}

/** What is kept of a rule over a restart, by its id and its subject. */
export interface KeptState {
  readonly rule: RuleId;
  readonly subject: string;
  readonly open: boolean;
  readonly openings: readonly number[];
}

/** `before` is the book in whose place it comes: a rule that is judged as it was keeps what it remembers. */
export const createRuleBook = (
  rules: readonly Rule[],
  kept: readonly KeptState[],
  before: RuleBook | null,
): RuleBook => {
  const all = new Map(
    rules
      .filter(({ enabled }) => enabled)
      .map((rule): [RuleId, WatchedRule] => {
        const old = before?.all.get(rule.id);
        const states = old !== undefined && judgedAlike(old.rule, rule) ? old.states : statesOf(rule, kept);
        return [rule.id, { rule, states }];
      }),
  );
  const bySeries = new Map<SeriesName, WatchedRule[]>();
  for (const watched of all.values()) {
    const { condition } = watched.rule;
    if (condition.kind === 'hop') continue;
    const found = bySeries.get(condition.series);
    if (found === undefined) bySeries.set(condition.series, [watched]);
    else found.push(watched);
  }
  const of = (kind: Rule['condition']['kind']) => [...all.values()].filter(({ rule }) => rule.condition.kind === kind);
  const hops = of('hop');
  return {
    all,
    hops,
    absences: of('absence'),
    bySeries,
    watchedHops: new Set(
      hops.flatMap(({ rule }) =>
        rule.condition.kind === 'hop' && rule.condition.hop !== null ? [rule.condition.hop] : [],
      ),
    ),
  };
};

/** Every rule that looks at a series, and of what it is to it. */
export const rulesOfSeries = (
  { bySeries }: RuleBook,
  name: SeriesName,
): readonly { readonly watched: WatchedRule; readonly subject: string }[] => {
  const { kind, subject } = seriesSubject(name);
  const exact = (bySeries.get(name) ?? []).map((watched) => ({ watched, subject: '' }));
  if (kind === name) return exact;
  // Samples of any subject end an absence of the kind.
  const ofKind = (bySeries.get(kind) ?? []).map((watched) => ({
    watched,
    subject: watched.rule.condition.kind === 'absence' ? '' : subject,
  }));
  return [...exact, ...ofKind];
};

export const stateOf = ({ states }: WatchedRule, subject: string): RuleState => {
  const known = states.get(subject);
  if (known !== undefined) return known;
  const made = ruleState({ open: false, openings: [] });
  states.set(subject, made);
  return made;
};

/** Whether two settings of a rule would judge every reading alike. */
export const judgedAlike = (one: Rule, other: Rule): boolean =>
  one.enabled && other.enabled && judged(one) === judged(other);

const judged = ({ condition, forSeconds, openAfter, closeAfter }: Rule): string =>
  JSON.stringify([condition, forSeconds, openAfter, closeAfter]);

const statesOf = (rule: Rule, kept: readonly KeptState[]): Map<string, RuleState> =>
  new Map(kept.filter((each) => each.rule === rule.id).map((each) => [each.subject, ruleState(each)]));
