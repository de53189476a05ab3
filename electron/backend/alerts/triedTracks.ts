import type { Condition, Rule } from '../../../shared/alerts/rule.ts';
import type { RuleReading } from '../../../shared/alerts/ruleReading.ts';
import { seriesMatches } from '../../../shared/alerts/seriesSubject.ts';
import { spanReadings } from '../../../shared/alerts/spanReadings.ts';
import type { TriedTrack } from '../../../shared/alerts/tryRule.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { HopName } from '../../../shared/monitor/hop.ts';
import { hopLabels } from '../../../shared/monitor/hopLabels.ts';
import { longestStep } from '../../../shared/monitor/longestStep.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';
import type { Measured } from './alertDeps.ts';

interface Window {
  readonly from: number;
  readonly to: number;
}

/** What was measured of everything that a condition looks at, as the readings it would have seen. `others` are the environment's rules, of
 * which those about hops speak for theirs. An exception is no reading: see `triedExceptions`. */
export const triedTracks = (
  measured: Measured,
  environment: EnvironmentId,
  condition: Condition,
  window: Window,
  others: readonly Rule[],
): readonly TriedTrack[] => {
  if (condition.kind === 'hop') return [hopTrack(measured, environment, condition.hop, window, others)];
  if (condition.kind === 'exception') return [];
  const names = measured.seriesNames(environment).filter((name) => seriesMatches(condition.series, name));
  if (condition.kind === 'absence') return [absenceTrack(measured, environment, condition.series, names, window)];
  return names.map((name) => ({
    ...spokenOf(name),
    readings: valueReadings(measured.samples(environment, name, window)),
  }));
};

const spokenOf = (name: SeriesName) => ({ name, unit: seriesUnit(name), detail: '' });

const valueReadings = (samples: readonly { readonly at: number; readonly value: number }[]): readonly RuleReading[] => {
  const covers = longestStep(
    samples.map(({ at }) => at),
    1,
  );
  return samples.map(({ at, value }) => ({ kind: 'value', at, value, covers }));
};

const hopTrack = (
  measured: Measured,
  environment: EnvironmentId,
  hop: HopName | null,
  window: Window,
  others: readonly Rule[],
): TriedTrack => {
  const watched = others.flatMap(({ enabled, condition }) =>
    enabled && condition.kind === 'hop' && condition.hop !== null ? [condition.hop] : [],
  );
  const hops = new Set(hop === null ? watched : [...watched, hop]);
  const name = hop === null ? 'the path' : hopLabels[hop];
  const every = measured.pathInterval(environment);
  const readings = spanReadings(measured.spans(environment, window), hop, hops, window, every);
  return { name, unit: '', detail: '', readings };
};

/** The samples, and between them the looks at a server that let us in: those are the moments that could have brought one. */
const absenceTrack = (
  measured: Measured,
  environment: EnvironmentId,
  series: SeriesName,
  names: readonly SeriesName[],
  window: Window,
): TriedTrack => {
  const samples = names.flatMap((name) => valueReadings(measured.samples(environment, name, window)));
  const looks = looksAtServer(measured, environment, window);
  return { ...spokenOf(series), readings: [...samples, ...looks].toSorted((one, other) => one.at - other.at) };
};

/** The looks at the server; watched are those that it let in, which is when its journal could be read, too. */
export const looksAtServer = (measured: Measured, environment: EnvironmentId, window: Window): readonly RuleReading[] =>
  spanReadings(
    measured.spans(environment, window),
    'server',
    new Set(),
    window,
    measured.pathInterval(environment),
  ).map(({ at, covers, ...look }) => ({
    kind: 'nothing',
    at,
    covers,
    watched: look.kind === 'verdict' && look.verdict === 'good',
  }));
