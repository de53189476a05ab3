import { type CalmValues, calmValues } from '../../../shared/alerts/calmValues.ts';
import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import { type RuleState, ruleState } from '../../../shared/alerts/ruleState.ts';
import { seriesSubject } from '../../../shared/alerts/seriesSubject.ts';
import type { HopName } from '../../../shared/monitor/hop.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';

/** What a rule remembers of one thing that it looks at. */
export interface RuleCell {
  readonly rule: Rule;
  /** Which of several things it is, such as a mount; '' where there is but one. */
  readonly subject: string;
  readonly state: RuleState;
  /** What leaves the state as it is. */
  readonly calm: CalmValues;
}

const newCell = (rule: Rule, subject: string, state: RuleState): RuleCell => ({
  rule,
  subject,
  state,
  calm: calmValues(rule, state),
});

/** What a rule of a book remembers from now on. */
export const setState = ({ open }: Pick<RuleBook, 'open'>, cell: Mutable<RuleCell>, state: RuleState): void => {
  if (state.open) open.add(cell);
  else open.delete(cell);
  cell.state = state;
  cell.calm = calmValues(cell.rule, state);
};
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Whether a value changes nothing, so that there is nothing to evaluate. */
export const isCalm = ({ calm }: RuleCell, value: number): boolean => value > calm.above && value < calm.below;

/** A rule with its cells by subject. The one of '' is always there. */
export interface WatchedRule {
  readonly rule: Rule;
  readonly single: RuleCell;
  readonly cells: Map<string, RuleCell>;
}

/** The enabled rules of one environment, found by what they look at. Made anew when one of them changes. */
export interface RuleBook {
  readonly all: ReadonlyMap<RuleId, WatchedRule>;
  readonly hops: readonly WatchedRule[];
  readonly absences: readonly WatchedRule[];
  readonly exceptions: readonly WatchedRule[];
  /** Those that name a series or a kind of it. */
  readonly bySeries: ReadonlyMap<SeriesName, SeriesRules>;
  /** The cells of each series that was ever asked for: nearly every sample is of one that came before. */
  readonly found: Map<SeriesName, readonly RuleCell[]>;
  /** The cells that are open: few, at most times. */
  readonly open: Set<RuleCell>;
  /** The hops that a rule of their own speaks for. */
  readonly watchedHops: ReadonlySet<HopName>;
}

interface SeriesRules {
  readonly watched: WatchedRule[];
  /** Theirs of '', made once: most readings are of a series that is named whole. */
  readonly singles: RuleCell[];
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
        const states: readonly { readonly subject: string; readonly state: RuleState }[] =
          old !== undefined && judgedAlike(old.rule, rule)
            ? [...old.cells.values()]
            : kept.filter((each) => each.rule === rule.id).map((each) => ({ ...each, state: ruleState(each) }));
        return [rule.id, watchedRule(rule, states)];
      }),
  );
  const bySeries = new Map<SeriesName, SeriesRules>();
  for (const watched of all.values()) {
    const { condition } = watched.rule;
    if (condition.kind === 'hop' || condition.kind === 'exception') continue;
    const found = bySeries.get(condition.series) ?? { watched: [], singles: [] };
    found.watched.push(watched);
    found.singles.push(watched.single);
    bySeries.set(condition.series, found);
  }
  const of = (kind: Rule['condition']['kind']) => [...all.values()].filter(({ rule }) => rule.condition.kind === kind);
  const hops = of('hop');
  const watchedHops = hops.flatMap(({ rule: { condition } }) =>
    condition.kind === 'hop' && condition.hop !== null ? [condition.hop] : [],
  );
  return {
    all,
    hops,
    absences: of('absence'),
    exceptions: of('exception'),
    bySeries,
    found: new Map(),
    open: new Set([...all.values()].flatMap(({ cells }) => [...cells.values()].filter(({ state }) => state.open))),
    watchedHops: new Set(watchedHops),
  };
};

const none: readonly RuleCell[] = [];

/** The cells that a sample of a series belongs to: of the rules that name it, and of those that name its kind. */
export const cellsOfSeries = (book: RuleBook, name: SeriesName): readonly RuleCell[] => {
  const known = book.found.get(name);
  if (known !== undefined) return known;
  const cells = findCells(book, name);
  book.found.set(name, cells);
  return cells;
};

const findCells = ({ bySeries }: RuleBook, name: SeriesName): readonly RuleCell[] => {
  const exact = bySeries.get(name)?.singles ?? none;
  const { kind, subject } = seriesSubject(name);
  const ofKind = subject === '' ? undefined : bySeries.get(kind);
  if (ofKind === undefined) return exact;
  // A sample of any subject ends an absence of the kind.
  return [
    ...exact,
    ...ofKind.watched.map((watched) =>
      watched.rule.condition.kind === 'absence' ? watched.single : cellOf(watched, subject),
    ),
  ];
};

const nothingSeen = ruleState({ open: false, openings: [] });

const cellOf = ({ rule, cells }: WatchedRule, subject: string): RuleCell => {
  const known = cells.get(subject);
  if (known !== undefined) return known;
  const made = newCell(rule, subject, nothingSeen);
  cells.set(subject, made);
  return made;
};

const watchedRule = (
  rule: Rule,
  states: readonly { readonly subject: string; readonly state: RuleState }[],
): WatchedRule => {
  const cells = new Map<string, RuleCell>();
  for (const { subject, state } of states) cells.set(subject, newCell(rule, subject, state));
  const single = cells.get('') ?? newCell(rule, '', nothingSeen);
  cells.set('', single);
  return { rule, single, cells };
};

/** Takes a rule for closed about a subject, whatever it has seen; its openings still damp it. */
export const forgetOpen = (book: RuleBook, rule: RuleId, subject: string): void => {
  const cell = book.all.get(rule)?.cells.get(subject);
  if (cell !== undefined) setState(book, cell, ruleState({ open: false, openings: cell.state.openings }));
};

/** Whether two settings of a rule would judge every reading alike. */
export const judgedAlike = (one: Rule, other: Rule): boolean =>
  one.enabled && other.enabled && judged(one) === judged(other);

const judged = ({ condition, forSeconds, openAfter, closeAfter }: Rule): string =>
  JSON.stringify([condition, forSeconds, openAfter, closeAfter]);
