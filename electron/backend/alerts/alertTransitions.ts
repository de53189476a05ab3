import { randomUUID } from 'node:crypto';
import { type Alert, AlertId } from '../../../shared/alerts/alert.ts';
import type { AlertContext } from '../../../shared/alerts/alertEvidence.ts';
import { causeKey } from '../../../shared/alerts/causeKey.ts';
import { evidenceLines } from '../../../shared/alerts/evidenceLines.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import { seriesSubject } from '../../../shared/alerts/seriesSubject.ts';
import type { ItemId, WindowId } from '../../../shared/ids.ts';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { type AlertDeps, PITWALL } from './alertDeps.ts';
import { maskOf } from './alertMasks.ts';
import {
  getAlert,
  insertAlert,
  lastNoteOf,
  listOpenAlertsOf,
  type StoredAlert,
  setItemOfCause,
  updateAlert,
} from './alertTable.ts';
import { ALERT_SYSTEM, createAlertItem } from './createAlertItem.ts';

/** Samples that an item's evidence shows are looked for in this time before the alert. */
const EVIDENCE_MS = 15 * 60_000;

/** Everything that happens to alerts: each is one transaction with its line in the ledger, and with the backlog item where there is one. */
export const createAlertTransitions = (
  deps: AlertDeps,
  lastPath: (environment: Environment['id']) => PathReading | null,
) => {
  const { db, items, clock } = deps;

  const ledger = (alert: Alert, verb: string, actor: string, summary: string): void =>
    appendLedger(db, {
      at: clock.now(),
      actor,
      verb,
      entity: 'alert',
      entityId: alert.id,
      projectId: alert.projectId,
      summary,
      inverse: null,
    });

  const nameOf = (alert: Alert): string => {
    const environment = deps.environmentOf(alert.environmentId)?.name ?? 'an environment';
    return `${alert.name}${alert.subject === '' ? '' : ` (${alert.subject})`} on ${environment}`;
  };

  /** Runs the work in one transaction and tells the pages of the alerts afterwards. */
  const commit = <Result>(ids: readonly AlertId[], work: () => Result): Result => {
    const result = db.transaction(work).immediate();
    for (const id of ids) deps.feed.publish('alert', id);
    deps.feed.publish('ledger', null);
    return result;
  };

  const logLinesOf = (environment: Environment['id'], series: string | null, own: readonly string[] | null) => {
    const lines = own ?? deps.logLinesOf(environment, series?.startsWith('http.') === true ? 'failures' : 'journal');
    return evidenceLines(
      deps
        .mask(environment, lines.join('\n'))
        .split('\n')
        .filter((line) => line !== ''),
    );
  };

  const contextOf = (alert: Alert, rule: Rule | null, lines: readonly string[] | null): AlertContext => {
    const { environmentId: environment, openedAt } = alert;
    const series = rule === null || !('series' in rule.condition) ? null : rule.condition.series;
    const name =
      series === null || alert.subject === '' || seriesSubject(series).subject !== ''
        ? series
        : (`${series}:${alert.subject}` as typeof series);
    return {
      environmentName: deps.environmentOf(environment)?.name ?? 'an environment',
      path: lastPath(environment),
      ...deps.releaseOf(environment),
      samples:
        name === null
          ? []
          : deps.measured.samples(environment, name, { from: openedAt - EVIDENCE_MS, to: openedAt + 1 }),
      series: name ?? '',
      logLines: logLinesOf(environment, series, lines),
    };
  };

  /** Makes the item of the alert's cause, or notes the alert on it; inside the transaction of the alert. */
  const toItem = (
    alert: StoredAlert,
    rule: Rule | null,
    window: WindowId,
    lines: readonly string[] | null = null,
  ): ItemId => {
    const born = { alert, context: contextOf(alert, rule, lines), lastNoteAt: lastNoteOf(db, alert) };
    const { item, noted } = items.commit({ project: alert.projectId, window }, (edit) => {
      const { act, ...result } = createAlertItem(edit, items, born);
      return { result, act };
    });
    setItemOfCause(db, alert, item);
    if (noted) updateAlert(db, alert, { noted: true });
    return item;
  };

  /** What follows from an alert that nothing keeps quiet: its rule makes an item, or its cause has one. */
  const itemFollows = (alert: StoredAlert, rule: Rule | null, lines: readonly string[] | null = null): void => {
    const source = { system: ALERT_SYSTEM, externalId: causeKey(alert) };
    if (rule?.makesItem === true || items.bySource(alert.projectId, source) !== null)
      toItem(alert, rule, PITWALL_WINDOW, lines);
  };

  const closeAll = (
    alerts: readonly StoredAlert[],
    { reason, at, heard }: { readonly reason: string; readonly at: number; readonly heard: boolean },
    tellingOf: (alert: StoredAlert) => StoredAlert['telling'],
  ): void => {
    if (alerts.length === 0) return;
    commit(
      alerts.map(({ id }) => id),
      () => {
        for (const alert of alerts) {
          const closedAt = Math.max(at, alert.openedAt);
          updateAlert(db, alert, { closedAt, closedReason: reason, telling: tellingOf(alert) });
          ledger(alert, 'alert.close', heard ? deps.actor : PITWALL, `${nameOf(alert)} closed: ${reason}`);
        }
      },
    );
  };

  return {
    open: (
      rule: Rule,
      environment: Environment,
      seen: {
        readonly subject: string;
        readonly reason: string;
        readonly at: number;
        /** What the item shows of a log, when the alert brings it along. */
        readonly lines?: readonly string[];
        /** It is told in a summary, not by itself. */
        readonly late?: boolean;
      },
    ): void => {
      const masked = maskOf(deps, rule, clock.now());
      const alert: StoredAlert = {
        id: AlertId.parse(randomUUID()),
        projectId: environment.projectId,
        environmentId: environment.id,
        rule: rule.id,
        name: rule.name,
        subject: seen.subject,
        severity: rule.severity,
        reason: seen.reason,
        openedAt: seen.at,
        closedAt: null,
        closedReason: null,
        acknowledged: null,
        masked,
        telling: seen.late === true ? 'open' : 'opening',
        toldAt: seen.late === true ? clock.now() : null,
        item: null,
        noted: false,
      };
      commit([alert.id], () => {
        insertAlert(db, alert);
        const quiet = masked === null ? '' : ` Kept quiet by ${masked}.`;
        ledger(alert, 'alert.open', PITWALL, `${nameOf(alert)}: ${seen.reason}${quiet}`);
        if (masked === null) itemFollows(alert, rule, seen.lines);
      });
    },

    /** Closes what a rule has open about a subject, or about anything (null). `heard`: the one who would be told knows already. */
    close: (
      rule: Rule,
      seen: { readonly subject: string | null; readonly reason: string; readonly at: number; readonly heard: boolean },
    ): void => {
      const open = listOpenAlertsOf(db, rule.environmentId).filter(
        (alert) => alert.rule === rule.id && (seen.subject === null || seen.subject === alert.subject),
      );
      const masked = maskOf(deps, rule, clock.now());
      closeAll(open, seen, (alert) => (seen.heard ? 'done' : tellingOfClosed(alert, masked)));
    },

    /** Closes what a rule that is gone or off left open. Nobody is told: whoever took the rule away knows. */
    closeLeft: (alert: StoredAlert, reason: string): void =>
      closeAll([alert], { reason, at: clock.now(), heard: false }, () => 'done'),

    closeByHand: (alerts: readonly StoredAlert[]): void =>
      closeAll(
        alerts.filter(({ closedAt }) => closedAt === null),
        { reason: 'Closed by hand.', at: clock.now(), heard: true },
        () => 'done',
      ),

    /** Another thing keeps an alert quiet, or nothing any more (null). */
    mask: (alert: StoredAlert, rule: Rule | null, masked: string | null): StoredAlert =>
      commit([alert.id], () => {
        const changed = updateAlert(db, alert, { masked });
        const why = masked === null ? 'is not kept quiet any more and still open' : `is kept quiet by ${masked}`;
        ledger(alert, 'alert.mask', PITWALL, `${nameOf(alert)} ${why}`);
        if (masked === null) itemFollows(changed, rule);
        return getAlert(db, alert.id) ?? changed;
      }),

    acknowledge: (alerts: readonly StoredAlert[], by: string): void => {
      const untaken = alerts.filter(({ acknowledged, closedAt }) => acknowledged === null && closedAt === null);
      if (untaken.length === 0) return;
      commit(
        untaken.map(({ id }) => id),
        () => {
          for (const alert of untaken) {
            const told = alert.telling === 'opening' ? ({ telling: 'open', toldAt: clock.now() } as const) : {};
            updateAlert(db, alert, { acknowledged: { at: clock.now(), by }, ...told });
            ledger(alert, 'alert.acknowledge', by, `Acknowledge ${nameOf(alert)}`);
          }
        },
      );
    },

    /** The item of the alert's cause, made now when there is none. */
    toItem: (alert: StoredAlert, rule: Rule | null, window: WindowId): ItemId =>
      alert.item ?? commit([alert.id], () => toItem(alert, rule, window)),
  };
};

export type AlertTransitions = ReturnType<typeof createAlertTransitions>;

/** What is left to tell of an alert that closes; what nobody was told of because something kept it quiet stays quiet. */
const tellingOfClosed = ({ telling, masked }: StoredAlert, maskedNow: string | null): StoredAlert['telling'] => {
  if (telling === 'opening') return masked === null ? 'passed' : 'done';
  return maskedNow === null ? 'closing' : 'done';
};
