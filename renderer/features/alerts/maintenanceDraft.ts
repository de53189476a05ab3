import { Maintenance, type MaintenanceSchedule } from '../../../shared/alerts/maintenance.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';
import { readLocalTime, writeLocalTime } from './silenceUntil.ts';

/** A maintenance window as it is typed: the fields of every kind side by side, so that changing the kind loses nothing. */
export interface MaintenanceDraft {
  readonly name: string;
  readonly kind: MaintenanceSchedule['kind'];
  /** Of `once`, in local time. */
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly number[];
  readonly at: string;
  readonly line: string;
  readonly minutes: number | string;
  readonly timeZone: string;
}

export const newMaintenanceDraft = (now: number, timeZone: string): MaintenanceDraft => ({
  name: '',
  kind: 'weekly',
  from: writeLocalTime(now),
  to: writeLocalTime(now + 3_600_000),
  weekdays: [7],
  at: '02:30',
  line: '30 2 * * 0',
  minutes: 60,
  timeZone,
});

export const draftOfMaintenance = (
  { name, schedule }: Pick<Maintenance, 'name' | 'schedule'>,
  empty: MaintenanceDraft,
): MaintenanceDraft =>
  schedule.kind === 'once'
    ? { ...empty, name, kind: 'once', from: writeLocalTime(schedule.from), to: writeLocalTime(schedule.to) }
    : { ...empty, name, ...schedule };

const Draft = Maintenance.pick({ name: true, schedule: true });

const valuesOf = ({ name, kind, from, to, weekdays, at, line, minutes, timeZone }: MaintenanceDraft): unknown => ({
  name,
  schedule:
    kind === 'once'
      ? { kind, from: readLocalTime(from) ?? undefined, to: readLocalTime(to) ?? undefined }
      : kind === 'weekly'
        ? { kind, weekdays, at, minutes, timeZone }
        : { kind, line, minutes, timeZone },
});

/** What is wrong, by field of the draft. Whether a cron line can be used the backend says when it is saved. */
export const maintenanceDraftErrors = (draft: MaintenanceDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(schemaErrors(Draft, valuesOf(draft))).map(([path, message]) => [
      path.replace(/^schedule\./, '').replace(/^weekdays\..*/, 'weekdays'),
      message,
    ]),
  );

/** Throws where `maintenanceDraftErrors` finds something. */
export const maintenanceOfDraft = (draft: MaintenanceDraft): Pick<Maintenance, 'name' | 'schedule'> =>
  Draft.parse(valuesOf(draft));
