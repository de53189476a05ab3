import { randomUUID } from 'node:crypto';
import type { AlertId } from '../../../shared/alerts/alert.ts';
import type { AlertNotice } from '../../../shared/alerts/alertNews.ts';
import { closeSentence, openSentence, type Spoken } from '../../../shared/alerts/alertSentence.ts';
import { evaluateRule } from '../../../shared/alerts/evaluateRule.ts';
import type { ExceptionReading } from '../../../shared/alerts/exceptionReading.ts';
import { hopVerdict, isLeft } from '../../../shared/alerts/hopVerdict.ts';
import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import type { RuleReading } from '../../../shared/alerts/ruleReading.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, ItemId, WindowId } from '../../../shared/ids.ts';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import { hopLabels } from '../../../shared/monitor/hopLabels.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';
import { reachOf } from '../../../shared/monitor/stateSpans.ts';
import type { AlertDeps } from './alertDeps.ts';
import { countOpenAlerts, getAlert, type StoredAlert } from './alertTable.ts';
import { createAlertTeller } from './alertTeller.ts';
import { createAlertTransitions } from './alertTransitions.ts';
import { createExceptionRules } from './exceptionRules.ts';
import { lostCells } from './lostCells.ts';
import { createNoticeFeed } from './noticeFeed.ts';
import { cellsOfSeries, forgetOpen, isCalm, type RuleCell, setState, type WatchedRule } from './ruleBook.ts';
import { createRuleChanges } from './ruleChanges.ts';
import { createRuleShelf } from './ruleShelf.ts';
import { getRule } from './ruleTable.ts';

/** One delivery of samples of one environment. */
export interface SampleDelivery {
  readonly at: number;
  readonly samples: readonly { readonly name: SeriesName; readonly value: number }[];
  /** Milliseconds between two deliveries. */
  readonly every: number;
}

/** How often it is looked whether there is something to tell: what happens within this time is one notice. */
const TELL_EVERY = 3_000;

/** Judges every reading by the rules of its environment, and tells what comes of it.
 *
 * A change that cannot be written (a full disk) is logged and tried again with the next reading: the rule stays as it was. */
export const createAlertService = (deps: AlertDeps) => {
  const { db, clock, log, feed } = deps;
  const lastPaths = new Map<EnvironmentId, PathReading>();
  const notices = createNoticeFeed();
  const transitions = createAlertTransitions(deps, (environment) => lastPaths.get(environment) ?? null);
  const shelf = createRuleShelf(deps);
  const exceptionRules = createExceptionRules(deps, transitions, shelf.bookOf);
  const ruleChanges = createRuleChanges(deps, transitions, shelf);

  const publishNotice = (notice: AlertNotice): void => {
    notices.publish({ ...notice, id: randomUUID() });
    const { alerts, ...shown } = notice;
    const actions = alerts.length === 0 ? [] : [{ label: 'Acknowledge', act: () => takeFromNotice(alerts) }];
    deps.notifier.notify({ ...shown, actions });
  };
  const takeFromNotice = (alerts: readonly AlertId[]): void => {
    try {
      transitions.acknowledge(
        alerts.map((id) => getAlert(db, id)).filter((alert) => alert !== null),
        deps.actor,
      );
    } catch (error) {
      log.error('an alert could not be acknowledged from its notice', { error: String(error) });
    }
  };
  const teller = createAlertTeller({
    alerts: deps,
    transitions,
    ruleOf: (id) => getRule(db, id),
    publish: publishNotice,
  });

  const step = (cell: RuleCell, reading: RuleReading, about: Omit<Spoken, 'rule'>): void => {
    const before = cell.state;
    const after = evaluateRule(cell.rule, before, reading);
    if (after !== before && (after.open === before.open || written(cell, after.open, reading, about)))
      setState(shelf.bookOf(cell.rule.environmentId), cell, after);
  };

  const written = (
    { rule, subject, state }: RuleCell,
    opens: boolean,
    reading: RuleReading,
    about: Omit<Spoken, 'rule'>,
  ): boolean => {
    const environment = deps.environmentOf(rule.environmentId);
    if (environment === null) return false;
    const spoken = { ...about, rule };
    try {
      const seen = { subject, at: reading.at };
      if (opens) transitions.open(rule, environment, { ...seen, reason: openSentence(spoken, state, reading) });
      else transitions.close(rule, { ...seen, reason: closeSentence(spoken, state, reading), heard: false });
      return true;
    } catch (error) {
      log.error('an alert could not be written', { rule: rule.id, opens, error: String(error) });
      return false;
    }
  };

  const seriesSpoken = (name: SeriesName): Omit<Spoken, 'rule'> => ({ name, unit: seriesUnit(name), detail: '' });

  const seenReading = (
    { environmentId, condition }: Rule,
    reading: Extract<RuleReading, { kind: 'nothing' }>,
  ): RuleReading => {
    const blind = condition.kind === 'absence' && deps.isBlind?.(environmentId, condition.series) === true;
    return blind ? { ...reading, watched: false } : reading;
  };

  const passAbsences = (
    absences: readonly WatchedRule[],
    reading: Extract<RuleReading, { kind: 'nothing' }>,
    seen: ReadonlySet<RuleCell>,
  ): void => {
    for (const { rule, single } of absences)
      if (rule.condition.kind === 'absence' && !seen.has(single))
        step(single, seenReading(rule, reading), seriesSpoken(rule.condition.series));
  };

  /** A hop that was taken off the path, such as the edge of an environment without a public address now, is never looked at again. */
  const leave = (rule: Rule, cell: RuleCell, at: number): void => {
    if (!cell.state.open) return;
    const reason = 'Nobody looks at this any more: it is not part of the path now. This is no recovery.';
    transitions.close(rule, { subject: cell.subject, reason, at, heard: false });
    forgetOpen(shelf.bookOf(rule.environmentId), rule.id, cell.subject);
  };

  const onPath = (environment: EnvironmentId, path: PathReading, every: number): void => {
    lastPaths.set(environment, path);
    const { hops, absences, watchedHops } = shelf.bookOf(environment);
    const time = { at: path.at, covers: reachOf(every) };
    for (const { rule, single } of hops) {
      const { condition } = rule;
      if (condition.kind !== 'hop') continue;
      if (isLeft(path, condition.hop)) {
        attempt('an alert about a hop that was taken off the path could not be closed', () =>
          leave(rule, single, path.at),
        );
        continue;
      }
      const { verdict, detail } = hopVerdict(path, condition.hop, watchedHops);
      const name = condition.hop === null ? 'the path' : hopLabels[condition.hop];
      step(single, { kind: 'verdict', verdict, ...time }, { name, unit: '', detail });
    }
    const server = path.hops.find(({ hop }) => hop === 'server')?.state;
    const watches = server === 'up' || server === 'degraded';
    passAbsences(absences, { kind: 'nothing', watched: watches, ...time }, new Set());
  };

  const onSamples = (environment: EnvironmentId, { at, samples, every }: SampleDelivery): void => {
    const book = shelf.bookOf(environment);
    const covers = reachOf(every);
    const seen = new Set<RuleCell>();
    for (const { name, value } of samples) {
      for (const cell of cellsOfSeries(book, name)) {
        if (isCalm(cell, value)) continue;
        if (cell.rule.condition.kind === 'absence') seen.add(cell);
        step(cell, { kind: 'value', value, at, covers }, seriesSpoken(name));
      }
    }
    const nothing = { kind: 'nothing', watched: true, at, covers } as const;
    passAbsences(book.absences, nothing, seen);
    for (const { cell, name } of lostCells(book, samples)) step(cell, nothing, seriesSpoken(name));
  };

  let badge = '';
  const showBadge = (): void => {
    const counts = countOpenAlerts(db);
    const sum = (which: 'critical' | 'warning') => counts.reduce((total, each) => total + each[which], 0);
    const open = { critical: sum('critical'), warning: sum('warning') };
    if (badge === JSON.stringify(open)) return;
    badge = JSON.stringify(open);
    deps.notifier.showOpenAlerts(open);
  };

  const needAlert = (id: AlertId) => {
    const alert = getAlert(db, id);
    if (alert === null)
      throw new Failure('GONE', 'This alert is not there any more: its environment was removed.', {
        what: 'alert',
        id,
      });
    return alert;
  };

  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error(what, { error: String(error) });
    }
  };
  const stop = new AbortController();
  const unsubscribe = feed.subscribe((event) => {
    if (event.kind !== 'change') return;
    if (event.entity === 'environment' || event.entity === 'project') {
      shelf.forgetGone();
      for (const id of [...lastPaths.keys()]) if (deps.environmentOf(id) === null) lastPaths.delete(id);
    }
    if (event.entity === 'rule') attempt('changes of rules could not be followed', ruleChanges.settle);
  });

  /** Tells what is due, and keeps the badge true. What fails is logged and tried again, and keeps nothing else from being done. */
  const tick = (): void => {
    attempt('alerts about frequent exceptions could not be closed', exceptionRules.settle);
    attempt('alerts could not be told', teller.tell);
    attempt('changes of rules could not be followed', ruleChanges.settle);
    attempt('alerts of rules that are gone could not be closed', ruleChanges.closeLeft);
    attempt('open alerts could not be counted', showBadge);
  };
  const keepTelling = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      tick();
      await clock.sleep(TELL_EVERY, stop.signal);
    }
  };

  const judge = (environment: EnvironmentId, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error('readings could not be judged', { environment, error: String(error) });
    }
  };

  return {
    onPath: (environment: EnvironmentId, path: PathReading, every: number): void =>
      judge(environment, () => onPath(environment, path, every)),
    onSamples: (environment: EnvironmentId, delivery: SampleDelivery): void =>
      judge(environment, () => onSamples(environment, delivery)),
    /** Exceptions that were counted; inside that transaction. Throws when it cannot be written. */
    onExceptions: (environment: EnvironmentId, readings: readonly ExceptionReading[]): void =>
      exceptionRules.judge(environment, readings),
    /** Closes the alerts of groups of exceptions that are resolved or merged away; inside that transaction. */
    closeExceptions: exceptionRules.close,
    /** Something that happened while Pitwall was closed or asleep: told once, and opens nothing. */
    onMeanwhile: (id: EnvironmentId, sentence: string): void => {
      const environment = deps.environmentOf(id);
      if (environment !== null)
        teller.meanwhile({ project: environment.projectId, environmentName: environment.name, sentence });
    },
    tick,
    /** Begins to tell; what was left to tell when Pitwall ended is told first. */
    start: (): void => {
      keepTelling().catch((error: unknown) => {
        if (!stop.signal.aborted) log.error('telling of alerts ended', { error: String(error) });
      });
    },
    acknowledge: (ids: readonly AlertId[]): readonly StoredAlert[] => {
      transitions.acknowledge(ids.map(needAlert), deps.actor);
      return ids.map(needAlert);
    },
    close: (ids: readonly AlertId[]): readonly StoredAlert[] => {
      const alerts = ids.map(needAlert);
      transitions.closeByHand(alerts);
      for (const { environmentId, rule, subject } of alerts) forgetOpen(shelf.bookOf(environmentId), rule, subject);
      return ids.map(needAlert);
    },
    toItem: (id: AlertId, window: WindowId): ItemId => {
      const alert = needAlert(id);
      return transitions.toItem(alert, getRule(db, alert.rule), window);
    },
    /** An act changed a rule; inside its transaction. What follows is done once it is told of. */
    ruleTouched: ruleChanges.note,
    /** The rules of an environment, by name. */
    rules: shelf.rulesOf,
    ruleOf: (id: RuleId): Rule | null => getRule(db, id),
    notices: notices.follow,
    dispose: (): void => {
      stop.abort();
      unsubscribe();
      notices.end();
    },
  };
};

export type AlertService = ReturnType<typeof createAlertService>;
