import { type AlertNews, type AlertNotice, noticeOf } from '../../../shared/alerts/alertNews.ts';
import { inQuietHours } from '../../../shared/alerts/inQuietHours.ts';
import { type Meanwhile, meanwhileNotice } from '../../../shared/alerts/meanwhileNotice.ts';
import { reminderDue } from '../../../shared/alerts/reminderDue.ts';
import type { Rule, RuleId } from '../../../shared/alerts/rule.ts';
import type { AlertDeps } from './alertDeps.ts';
import { maskOf } from './alertMasks.ts';
import { listAlertsToTell, type StoredAlert, updateAlert } from './alertTable.ts';
import type { AlertTransitions } from './alertTransitions.ts';
import { readNoticeSettings } from './noticeSettingsTable.ts';

/** Between two notices, in milliseconds: what comes in between is gathered into the next. */
const SPACING = 15_000;
/** What happened meanwhile is learnt from several logs: so long it is gathered, in milliseconds. */
const GATHER = 10_000;

export interface AlertTellerDeps {
  readonly alerts: AlertDeps;
  readonly transitions: AlertTransitions;
  readonly ruleOf: (id: RuleId) => Rule | null;
  readonly publish: (notice: AlertNotice) => void;
}

/** Tells what there is to tell of alerts outside the window, as one notice however much it is.
 *
 * What is to be told is read from the rows each time, so that nothing is told twice or forgotten by a restart: a row is marked, and then the
 * notice is shown. */
export const createAlertTeller = ({ alerts, transitions, ruleOf, publish }: AlertTellerDeps) => {
  const { db, clock } = alerts;
  let lastNotice: number | null = null;
  let meanwhile: readonly Meanwhile[] = [];
  let meanwhileSince = 0;

  const tellMeanwhile = (now: number): void => {
    if (meanwhile.length === 0 || clock.monotonic() - meanwhileSince < GATHER) return;
    if (inQuietHours(readNoticeSettings(db), now)) return;
    const notice = meanwhileNotice(meanwhile);
    meanwhile = [];
    if (notice === null) return;
    lastNotice = clock.monotonic();
    publish(notice);
  };

  const newsOf = (alert: StoredAlert, now: number): AlertNews['kind'] | null => {
    if (alert.telling === 'closing') return 'closed';
    if (alert.telling === 'passed') return 'passed';
    const rule = ruleOf(alert.rule);
    if (alert.telling === 'opening') return alert.masked === null ? 'opened' : null;
    if (rule === null || !reminderDue(alert, rule, now)) return null;
    // Nobody knows whether it is still so.
    if (!alerts.measured.isWatching(alert.environmentId)) return null;
    return maskOf(alerts, rule, now) === null ? 'reminder' : null;
  };

  /** What nothing keeps quiet any more is told, or makes its item at least when somebody took it meanwhile. */
  const unmasked = (alert: StoredAlert, now: number): StoredAlert => {
    const rule = ruleOf(alert.rule);
    if (alert.closedAt !== null || alert.masked === null || rule === null) return alert;
    const masked = maskOf(alerts, rule, now);
    return masked === alert.masked ? alert : transitions.mask(alert, rule, masked);
  };

  return {
    /** Has something to tell of a time in which nobody looked; it is told once, together with all of that time. */
    meanwhile: (told: Meanwhile): void => {
      if (meanwhile.length === 0) meanwhileSince = clock.monotonic();
      meanwhile = [...meanwhile, told];
    },
    /** Tells what is due; what quiet hours hold back, or what comes right after a notice, waits for a later call. */
    tell: (): void => {
      const now = clock.now();
      const waiting = listAlertsToTell(db).map((alert) => unmasked(alert, now));
      if (lastNotice !== null && clock.monotonic() - lastNotice < SPACING) return;
      tellMeanwhile(now);
      const settings = readNoticeSettings(db);
      const quiet = inQuietHours(settings, now);
      const held = ({ severity }: StoredAlert) =>
        quiet && !(severity === 'critical' && settings.quietHours?.letCritical === true);
      const due = waiting.flatMap((alert) => {
        const kind = held(alert) ? null : newsOf(alert, now);
        return kind === null ? [] : [{ kind, alert }];
      });
      const news = due.map(({ kind, alert }) => ({
        kind,
        alert,
        environmentName: alerts.environmentOf(alert.environmentId)?.name ?? 'an environment',
      }));
      const notice = noticeOf(news);
      if (notice === null) return;
      db.transaction(() => {
        for (const { kind, alert } of due)
          updateAlert(db, alert, { telling: kind === 'opened' || kind === 'reminder' ? 'open' : 'done', toldAt: now });
      }).immediate();
      lastNotice = clock.monotonic();
      publish(notice);
    },
  };
};
