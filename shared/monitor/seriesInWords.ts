import { seriesKinds } from './seriesKinds.ts';

/** What a series is called within a sentence: `95th percentile of response time` for `http.p95`, `disk space in use on /srv` for
 * `disk.used:/srv`, `disk space in use` for the whole kind.
 *
 * One that nobody foresaw, such as a query somebody wrote for a Prometheus, keeps the name it was given. */
export const seriesInWords = (name: string): string => {
  for (const { names, words } of seriesKinds) {
    const found = names.exec(name);
    if (found !== null) return words(found[1] ?? '');
  }
  return name;
};
