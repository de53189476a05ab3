import type { EnvironmentId } from '../../../shared/ids.ts';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { exposedFamilies, type NewestSample } from '../../../shared/prometheus/exposedFamilies.ts';
import { exposition } from '../../../shared/prometheus/exposition.ts';
import type { Clock } from '../clock.ts';

export interface ExpositionDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly version: string;
  readonly projects: () => readonly Project[];
  readonly isWatched: (id: EnvironmentId) => boolean;
  readonly openAlerts: () => readonly {
    readonly environment: string;
    readonly warning: number;
    readonly critical: number;
  }[];
  /** Samples that came from Prometheus are not told to it again. */
  readonly isOwn: (id: EnvironmentId, name: string) => boolean;
}

/** Remembers the newest sample of every series, and tells them as Prometheus reads them. */
export const createExposition = (deps: ExpositionDeps) => {
  const newest = new Map<EnvironmentId, Map<string, NewestSample>>();
  const paths = new Map<EnvironmentId, { readonly reading: PathReading; readonly every: number }>();

  return {
    onSamples: (
      id: EnvironmentId,
      samples: readonly { readonly name: string; readonly at: number; readonly value: number }[],
      every: number,
    ): void => {
      const known = newest.get(id) ?? new Map<string, NewestSample>();
      newest.set(id, known);
      for (const { name, at, value } of samples) known.set(name, { at, value, every });
    },
    onPath: (id: EnvironmentId, reading: PathReading, every: number): void => void paths.set(id, { reading, every }),
    text: (): string => {
      const projects = deps.projects();
      const there = new Set(projects.flatMap(({ environments }) => environments.map(({ id }) => id)));
      for (const book of [newest, paths]) for (const id of [...book.keys()]) if (!there.has(id)) book.delete(id);
      const open = new Map(deps.openAlerts().map((each) => [each.environment, each]));
      const environments = projects.flatMap((project) =>
        project.environments.map(({ id, name }) => {
          const path = paths.get(id);
          return {
            project: project.name,
            environment: name,
            watched: deps.isWatched(id),
            path:
              path === undefined
                ? null
                : { at: path.reading.at, every: path.every, verdict: path.reading.state, hops: path.reading.hops },
            samples: new Map([...(newest.get(id) ?? [])].filter(([series]) => deps.isOwn(id, series))),
            alerts: open.get(id) ?? { warning: 0, critical: 0 },
          };
        }),
      );
      return exposition(exposedFamilies(environments, deps.clock.now(), deps.version));
    },
  };
};
