import type { HopState } from '../monitor/hop.ts';
import { exposedName } from './exposedName.ts';
import type { MetricFamily } from './exposition.ts';

/** A sample that is older than this many of the times between two is not told any more: Prometheus then sees a gap, too. */
export const STALE_AFTER = 3;

/** The newest sample of a series. */
export interface NewestSample {
  readonly at: number;
  readonly value: number;
  /** Milliseconds in which the next one was to come. */
  readonly every: number;
}

/** One environment as it stands. */
export interface ExposedEnvironment {
  readonly project: string;
  readonly environment: string;
  readonly watched: boolean;
  /** The last look at the path and the time between two, in milliseconds; null: none yet. */
  readonly path: {
    readonly at: number;
    readonly every: number;
    readonly verdict: HopState;
    readonly hops: readonly { readonly hop: string; readonly state: HopState }[];
  } | null;
  readonly samples: ReadonlyMap<string, NewestSample>;
  readonly alerts: { readonly warning: number; readonly critical: number };
}

interface Family {
  readonly help: string;
  readonly values: { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** Everything that is told to Prometheus. `up` and hops are there while somebody knows: `unknown` is told by its verdict, never as a zero. */
export const exposedFamilies = (
  environments: readonly ExposedEnvironment[],
  now: number,
  version: string,
): readonly MetricFamily[] => {
  const families = new Map<string, Family>();
  const put = (name: string, help: string, labels: Readonly<Record<string, string>>, value: number): void => {
    const family = families.get(name) ?? { help, values: [] };
    families.set(name, family);
    family.values.push({ labels, value });
  };
  put('pitwall_build_info', 'The version of Pitwall that is scraped; always 1.', { version }, 1);
  for (const each of environments) {
    const { project, environment, watched, alerts } = each;
    const of = { project, environment };
    put('pitwall_environment_watched', 'Whether Pitwall watches the environment.', of, watched ? 1 : 0);
    for (const severity of ['warning', 'critical'] as const)
      put('pitwall_alerts_open', 'Alerts that are open.', { ...of, severity }, alerts[severity]);
    const path = watched && each.path !== null && isFresh(each.path, now) ? each.path : null;
    if (path !== null) {
      for (const verdict of verdicts)
        put(
          'pitwall_environment_verdict',
          'The verdict of the last look at the path: 1 for the one that holds.',
          { ...of, verdict },
          verdict === path.verdict ? 1 : 0,
        );
      if (path.verdict !== 'unknown')
        put(
          'pitwall_environment_up',
          'Whether the path as a whole works; missing while nobody knows.',
          of,
          isUp(path.verdict),
        );
      for (const { hop, state } of path.hops)
        if (state !== 'unknown')
          put(
            'pitwall_hop_up',
            'Whether a hop of the path works; missing while nobody knows.',
            { ...of, hop },
            isUp(state),
          );
    }
    for (const [series, sample] of each.samples) {
      if (!isFresh(sample, now)) continue;
      const { name, labels, factor } = exposedName(series);
      const kind = series.split(':')[0] ?? series;
      put(
        name,
        `The newest sample of ${kind.replace(/^path\.[a-z]+\./, 'path.<hop>.')} that Pitwall has.`,
        { ...of, ...labels },
        inBase(sample.value, factor),
      );
    }
  }
  return [...families].map(([name, family]) => ({ name, ...family }));
};

const verdicts = ['up', 'degraded', 'down', 'unknown'] as const;

const isUp = (state: HopState): number => (state === 'down' ? 0 : 1);

const isFresh = ({ at, every }: { readonly at: number; readonly every: number }, now: number): boolean =>
  // What is dated after now is of before the clock was set back.
  Math.abs(now - at) <= every * STALE_AFTER;

/** Twelve digits are more than was ever measured, and hide what binary fractions add: 12.3 ms is 0.0123 s. */
const inBase = (value: number, factor: number): number => Number((value * factor).toPrecision(12));
