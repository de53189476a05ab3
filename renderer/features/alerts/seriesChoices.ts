import { begunSeries } from '../../../shared/alerts/begunSeries.ts';
import { seriesSubject } from '../../../shared/alerts/seriesSubject.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';

/** What most environments have, for one that has measured nothing yet. */
const usual: readonly SeriesName[] = ['cpu.busy', 'disk.used', 'load.1', 'memory.used', 'path.edge.total', 'swap.used'];

/** What a rule may look at: what was measured, whole kinds of it (`disk.used` of any mount), and what the rule looks at already. */
export const seriesChoices = (
  measured: readonly SeriesName[],
  current: string,
): readonly { readonly value: string; readonly label: string }[] => {
  const kinds = measured.map((name) => seriesSubject(name)).filter(({ subject }) => subject !== '');
  const several = new Set(kinds.map(({ kind }) => kind));
  const names = new Set<string>([...usual, ...measured, ...several, ...(current === '' ? [] : [current])]);
  return [...names]
    .map((name) => ({
      value: name,
      label: `${begunSeries(name)}${several.has(name as SeriesName) ? ', each one by itself' : ''}`,
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en', { numeric: true }));
};
