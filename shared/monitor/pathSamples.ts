import type { JudgedHop, PathReading } from './hop.ts';
import type { SeriesName } from './series.ts';

export interface PathSample {
  readonly name: SeriesName;
  readonly value: number;
  readonly at: number;
}

/** What a look measured, as samples of series: `path.<hop>.<part>` in milliseconds, and `path.edge.certificate` in days.
 *
 * Only what answered is measured: the time after which nobody waited any longer is no latency. */
export const pathSamples = ({ hops }: Pick<PathReading, 'hops'>): readonly PathSample[] =>
  hops.flatMap((hop) => [...timed(hop), ...certificate(hop)]);

const timed = ({ hop, state, status, timings, at }: JudgedHop): readonly PathSample[] => {
  const answered = status !== null || ((hop === 'dns' || hop === 'server') && state !== 'unknown');
  if (timings === null || !answered || state === 'unknown') return [];
  return Object.entries(timings).flatMap(([part, value]) =>
    value === null || (hop === 'dns' && part !== 'total') ? [] : [{ name: `path.${hop}.${part}`, value, at }],
  );
};

const certificate = ({ hop, certificateDays, at }: JudgedHop): readonly PathSample[] =>
  certificateDays === null ? [] : [{ name: `path.${hop}.certificate`, value: certificateDays, at }];
