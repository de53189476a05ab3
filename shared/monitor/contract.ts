import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AlertId } from '../alerts/alert.ts';
import { Severity } from '../alerts/rule.ts';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant, ProjectId, RunId } from '../ids.ts';
import { HopName, HopState, PathReading } from './hop.ts';
import { MonitorSettings } from './monitorSettings.ts';
import { SeriesData, SeriesName } from './series.ts';
import { TrafficReport } from './trafficReport.ts';

const { GONE, STORAGE, TARGET } = errors;
const environment = z.object({ environment: EnvironmentId });

/** How the watching of an environment itself is doing. */
export const WatchState = z.object({
  enabled: z.boolean(),
  /** null: not looked yet. */
  path: PathReading.nullable(),
  /** Of the collection over SSH: `connecting`, `live`, `lost` with the reason, or `off`. */
  collection: z.object({
    state: z.enum(['off', 'connecting', 'live', 'lost']),
    since: Instant,
    reason: z.string().nullable(),
  }),
});
export type WatchState = Readonly<z.infer<typeof WatchState>>;

/** A stretch in which a hop (or the whole path, hop null) was in one state. */
export const StateSpan = z.object({
  hop: HopName.nullable(),
  state: HopState,
  from: Instant,
  /** null: it still is. */
  to: Instant.nullable(),
  detail: z.string(),
});
export type StateSpan = Readonly<z.infer<typeof StateSpan>>;

/** The share of time up; time nobody watched is in neither. */
export const Uptime = z.object({ watched: z.number(), up: z.number(), ratio: z.number().nullable() });
export type Uptime = Readonly<z.infer<typeof Uptime>>;

export const DeployMarker = z.object({ run: RunId, at: Instant, outcome: z.string().nullable(), label: z.string() });
export type DeployMarker = Readonly<z.infer<typeof DeployMarker>>;

/** The time in which an alert was open, to be drawn behind a chart; `to` is null while it is. */
export const AlertSpan = z.object({
  alert: AlertId,
  name: z.string(),
  /** What of several things it is about, such as a mount; '' where there is but one. */
  subject: z.string(),
  severity: Severity,
  from: Instant,
  to: Instant.nullable(),
});
export type AlertSpan = Readonly<z.infer<typeof AlertSpan>>;

export const monitorContract = {
  settings: oc.input(environment).output(MonitorSettings).errors({ GONE }),
  saveSettings: oc
    .input(environment.extend({ settings: MonitorSettings }))
    .output(MonitorSettings)
    .errors({ GONE, STORAGE }),
  /** Every environment of a project. */
  watches: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(z.object({ environment: EnvironmentId, watch: WatchState })))
    .errors({ GONE }),
  /** Looks now, once, besides the timer. */
  lookNow: oc.input(environment).output(WatchState).errors({ GONE }),
  /** Oldest first; at most 5,000 spans, the newest ones. */
  spans: oc
    .input(environment.extend({ from: Instant, to: Instant }))
    .output(z.object({ spans: z.array(StateSpan), uptime: Uptime }))
    .errors({ GONE }),
  /** What the access log tells, and how the reading of it is doing. */
  traffic: oc.input(environment).output(TrafficReport).errors({ GONE }),
  /** What there is to chart. */
  seriesNames: oc.input(environment).output(z.array(SeriesName)).errors({ GONE }),
  /** At most `points` buckets a series, keeping minima and maxima. */
  series: oc
    .input(
      environment.extend({
        names: z.array(SeriesName).max(50),
        from: Instant,
        to: Instant,
        points: z.number().int().min(10).max(5000),
      }),
    )
    .output(z.object({ series: z.array(SeriesData), deploys: z.array(DeployMarker), alerts: z.array(AlertSpan) }))
    .errors({ GONE, TARGET }),
};
