import type { SeriesName } from '../monitor/series.ts';

/** The kind of a series and what it is about: `disk.used:/srv` is `disk.used` of `/srv`; the subject is empty when there is but one. */
export const seriesSubject = (name: SeriesName): { readonly kind: SeriesName; readonly subject: string } => {
  const colon = name.indexOf(':');
  return colon === -1
    ? { kind: name, subject: '' }
    : { kind: name.slice(0, colon) as SeriesName, subject: name.slice(colon + 1) };
};

/** Whether a rule about `wanted` looks at the series `name`: at that one, or at all of its kind. */
export const seriesMatches = (wanted: SeriesName, name: SeriesName): boolean =>
  wanted === name || wanted === seriesSubject(name).kind;
