import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant, ItemId, ProjectId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { Alert, AlertId } from './alert.ts';
import { ToldNotice } from './alertNews.ts';
import { Maintenance, MaintenanceId } from './maintenance.ts';
import { NoticeSettings } from './noticeSettings.ts';
import { Rule, RuleId, RuleSettings } from './rule.ts';

const { GONE, NAME_TAKEN, REFUSED, STORAGE } = errors;

/** A time in which a rule would have been open; `to` and `closed` are null when it still would be at the end of what was tried. */
export const TriedAlert = z.object({
  from: Instant,
  to: Instant.nullable(),
  reason: z.string(),
  closed: z.string().nullable(),
});
export type TriedAlert = Readonly<z.infer<typeof TriedAlert>>;

/** An alert as the list shows it. */
export const ListedAlert = Alert.extend({
  /** Until when its rule is silenced; null when it is not. */
  silencedUntil: Instant.nullable(),
});
export type ListedAlert = Readonly<z.infer<typeof ListedAlert>>;

/** Nobody is told of a rule (null: of any) on an environment until then. */
export const Silence = z.object({
  environmentId: EnvironmentId,
  rule: RuleId.nullable(),
  until: Instant,
  reason: z
    .string()
    .trim()
    .max(500)
    .regex(/^\P{Cc}*$/u, 'must not hold control characters'),
});
export type Silence = Readonly<z.infer<typeof Silence>>;

export const alertsContract = {
  rules: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(Rule))
    .errors({ GONE }),
  /** With `id` null a new one. */
  saveRule: oc
    .input(PlanningAct.partial().extend({ environment: EnvironmentId, id: RuleId.nullable(), settings: RuleSettings }))
    .output(Rule)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  removeRule: oc.input(PlanningAct.partial().extend({ rule: RuleId })).errors({ GONE, STORAGE }),
  /** Those that an environment begins with, as far as it lacks them: made before there was such a rule, or removed. */
  missingRules: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(RuleSettings))
    .errors({ GONE }),
  /** Adds the missing ones of these names, in one act. */
  addMissingRules: oc
    .input(PlanningAct.extend({ environment: EnvironmentId, names: z.array(z.string()).min(1).max(1_000) }))
    .output(z.array(Rule))
    .errors({ GONE, REFUSED, STORAGE }),
  /** Tries a rule against what was measured before it is saved; `watched` is the share of the time that was measured. `note` is what the past
   * cannot say of it, why, and what to do instead; null when it says all. */
  tryRule: oc
    .input(z.object({ environment: EnvironmentId, settings: RuleSettings, from: Instant, to: Instant }))
    .output(z.object({ alerts: z.array(TriedAlert), watched: z.number().min(0).max(1), note: z.string().nullable() }))
    .errors({ GONE }),
  /** Those that are open, or those that closed; the last to open first. `before` is the last one of the page before. */
  list: oc
    .input(
      z.object({
        project: ProjectId,
        open: z.boolean(),
        before: AlertId.nullable(),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ alerts: z.array(ListedAlert), more: z.boolean() }))
    .errors({ GONE }),
  /** How many alerts are open, of every environment that has any. */
  counts: oc.output(
    z.array(
      z.object({
        project: ProjectId,
        environment: EnvironmentId,
        critical: z.number().int(),
        warning: z.number().int(),
      }),
    ),
  ),
  /** Stops the reminders; the alert stays open. */
  acknowledge: oc
    .input(z.object({ alerts: z.array(AlertId).min(1).max(500) }))
    .output(z.array(Alert))
    .errors({ GONE, STORAGE }),
  /** For what nobody measures any more, such as a disk that was taken out: it would stay open for ever. What is still bad opens a new alert. */
  close: oc
    .input(z.object({ alerts: z.array(AlertId).min(1).max(500) }))
    .output(z.array(Alert))
    .errors({ GONE, STORAGE }),
  silences: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(Silence))
    .errors({ GONE }),
  /** A silence for the same rule is replaced; one whose end has passed is none. */
  silence: oc.input(Silence).errors({ GONE, REFUSED, STORAGE }),
  /** Ends a silence before its time. */
  unsilence: oc.input(Silence.pick({ environmentId: true, rule: true })).errors({ GONE, STORAGE }),
  maintenance: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(Maintenance.extend({ active: z.boolean(), next: Instant.nullable() })))
    .errors({ GONE }),
  saveMaintenance: oc
    .input(Maintenance.omit({ id: true }).extend({ id: MaintenanceId.nullable() }))
    .output(Maintenance)
    .errors({ GONE, REFUSED, STORAGE }),
  removeMaintenance: oc.input(z.object({ window: MaintenanceId })).errors({ GONE, STORAGE }),
  noticeSettings: oc.output(NoticeSettings),
  saveNoticeSettings: oc.input(NoticeSettings).output(NoticeSettings).errors({ STORAGE }),
  /** What is told outside the window from now on, for shells that cannot tell it themselves. Never ends by itself. */
  notices: oc.output(eventIterator(ToldNotice)),
  /** Makes the alert a backlog item, or finds the one it already is. */
  toItem: oc
    .input(PlanningAct.extend({ alert: AlertId }))
    .output(z.object({ item: ItemId }))
    .errors({ GONE, REFUSED, STORAGE }),
};
