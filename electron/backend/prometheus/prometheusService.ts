import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import type { SourceShown } from '../../../shared/prometheus/contract.ts';
import { expandQuery } from '../../../shared/prometheus/expandQuery.ts';
import type { PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { promSeriesData } from '../../../shared/prometheus/promSamples.ts';
import type { PromSeries } from '../../../shared/prometheus/queryAnswer.ts';
import { queryStep } from '../../../shared/prometheus/queryPages.ts';
import { type SourceQuery, sourceQueries } from '../../../shared/prometheus/sourceQueries.ts';
import { createPerEnvironment, type Ongoing } from '../live/perEnvironment.ts';
import { keepAsking } from './keepAsking.ts';
import type { PrometheusDeps } from './prometheusDeps.ts';
import { PrometheusTrouble } from './prometheusTrouble.ts';
import { queryWindow } from './querySource.ts';
import { sourceSecretFor } from './sourceSecret.ts';

interface Asking extends Ongoing {
  readonly state: () => WatchState['collection'];
  readonly troubles: () => ReadonlyMap<string, string>;
}

export interface PrometheusService {
  /** Begins to ask where a Prometheus is set and watching is switched on, and follows what changes. */
  readonly start: () => void;
  /** How the asking is doing; null: this environment has no Prometheus. */
  readonly collectionOf: (id: EnvironmentId) => WatchState['collection'] | null;
  /** Prometheus does not answer, or not about this series: whether there are samples is unknown. */
  readonly isBlind: (id: EnvironmentId, series: SeriesName) => boolean;
  /** Whether a series is asked of Prometheus. */
  readonly asks: (id: EnvironmentId, series: SeriesName) => boolean;
  /** Rejects with Failure TARGET when Prometheus gives no answer: no line is drawn then, and no zero. */
  readonly readSeries: (
    id: EnvironmentId,
    names: readonly SeriesName[],
    window: { readonly from: number; readonly to: number; readonly points: number },
    signal: AbortSignal | undefined,
  ) => Promise<readonly SeriesData[]>;
  readonly shown: (id: EnvironmentId) => SourceShown | null;
  /** A secret was entered or forgotten: it is asked again at once. */
  readonly again: (id: EnvironmentId) => void;
  readonly dispose: () => Promise<void>;
}

const kindOf = (name: SeriesName): string => name.split(':')[0] ?? name;

/** Takes the samples of environments from the Prometheus that their settings name. */
export const createPrometheusService = (deps: PrometheusDeps): PrometheusService => {
  const { feed, clock, log, vault } = deps;

  const settingsOf = (id: EnvironmentId) => {
    const environment = deps.environmentOf(id);
    return environment === null ? null : deps.settingsOf(environment);
  };
  const sourceOf = (id: EnvironmentId): PrometheusSource | null => settingsOf(id)?.prometheus ?? null;
  const queryOf = (source: PrometheusSource, name: SeriesName): SourceQuery | null =>
    sourceQueries(source).find(({ kind }) => kind === kindOf(name)) ?? null;

  const begin = (id: EnvironmentId): Asking => {
    const { prometheus: source, resourceSeconds } = settingsOf(id) ?? { prometheus: null, resourceSeconds: 0 };
    const abort = new AbortController();
    let state: WatchState['collection'] = { state: 'connecting', since: clock.now(), reason: null };
    let troubles: ReadonlyMap<string, string> = new Map();
    const onRound = (reason: string | null, refused: ReadonlyMap<string, string>): void => {
      const next = reason === null ? 'live' : 'lost';
      const same = state.state === next;
      const news = !same || state.reason !== reason;
      troubles = refused;
      if (news) state = { state: next, since: same ? state.since : clock.now(), reason };
      if (news && !abort.signal.aborted) feed.publish('watch', id);
    };
    const everyMs = resourceSeconds * 1000;
    const over =
      source === null
        ? Promise.resolve()
        : keepAsking(
            {
              ...deps,
              source,
              everyMs,
              secretOf: () => sourceSecretFor(vault, id, source.url),
              record: (samples) => void deps.record(id, samples, everyMs),
              onRound,
            },
            abort.signal,
          );
    return {
      state: () => state,
      troubles: () => troubles,
      stop: () => {
        abort.abort();
        return over;
      },
    };
  };

  const askings = createPerEnvironment<Asking>({
    feed,
    log,
    allEnvironments: deps.allEnvironments,
    keyOf: (id) => {
      const settings = settingsOf(id);
      if (settings === null || !settings.enabled || settings.prometheus === null) return null;
      return JSON.stringify([settings.resourceSeconds, settings.prometheus]);
    },
    begin,
    onChange: (id) => feed.publish('watch', id),
  });

  const readSeries: PrometheusService['readSeries'] = async (id, names, { from, to, points }, signal) => {
    const source = sourceOf(id);
    const own = (name: SeriesName) => deps.readOwn(id, name, from, to, points);
    if (source === null) return names.map(own);
    const step = queryStep(from, to, points, source.scrapeSeconds);
    const options = {
      ...deps,
      source,
      secret: sourceSecretFor(vault, id, source.url),
      signal: signal ?? new AbortController().signal,
    };
    const answers = new Map<string, Promise<readonly (readonly PromSeries[])[]>>();
    const answerOf = ({ kind, query }: SourceQuery) => {
      const asked = answers.get(kind) ?? queryWindow(query, { from, to, step }, options);
      answers.set(kind, asked);
      return asked;
    };
    try {
      return await Promise.all(
        names.map(async (name) => {
          const query = queryOf(source, name);
          return query === null ? own(name) : promSeriesData(name, query, await answerOf(query), step);
        }),
      );
    } catch (error) {
      if (!(error instanceof PrometheusTrouble)) throw error;
      throw new Failure('TARGET', error.message, {
        cause: 'prometheus',
        act: 'Nothing is shown that nobody knows. Try again, or look at how this environment is watched.',
      });
    }
  };

  return {
    start: askings.start,
    collectionOf: (id) => askings.of(id)?.state() ?? null,
    isBlind: (id, series) => {
      const asking = askings.of(id);
      const source = asking === null ? null : sourceOf(id);
      if (asking === null || source === null || queryOf(source, series) === null) return false;
      return asking.state().state !== 'live' || asking.troubles().has(kindOf(series));
    },
    asks: (id, series) => {
      const source = sourceOf(id);
      return source !== null && queryOf(source, series) !== null;
    },
    readSeries,
    shown: (id) => {
      const source = sourceOf(id);
      if (source === null) return null;
      const troubles = askings.of(id)?.troubles();
      return {
        host: new URL(source.url).host,
        url: source.url,
        queries: sourceQueries(source).map(({ kind, query }) => ({
          kind,
          query: expandQuery(query, source, 0),
          trouble: troubles?.get(kind) ?? null,
        })),
      };
    },
    again: askings.again,
    dispose: askings.dispose,
  };
};
