import { seriesSubject } from '../../../shared/alerts/seriesSubject.ts';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import type { RuleBook, RuleCell } from './ruleBook.ts';

/** The open cells about a figure that a delivery lacks although it has others of its kind, such as a mount that was taken off, each with the
 * name of its series.
 *
 * One of a kind that is measured once, such as the processor, is never among them: that it does not come says nothing but that nobody
 * measures. */
export const lostCells = (
  { open }: Pick<RuleBook, 'open'>,
  samples: readonly { readonly name: SeriesName }[],
): readonly { readonly cell: RuleCell; readonly name: SeriesName }[] => {
  if (open.size === 0) return [];
  const names = new Set(samples.map(({ name }) => name));
  const kinds = new Set(
    [...names].map((name) => seriesSubject(name)).flatMap((each) => (each.subject === '' ? [] : each.kind)),
  );
  return [...open].flatMap((cell) => {
    const { condition } = cell.rule;
    if (condition.kind !== 'threshold' && condition.kind !== 'rate') return [];
    const name = (cell.subject === '' ? condition.series : `${condition.series}:${cell.subject}`) as SeriesName;
    const { kind, subject } = seriesSubject(name);
    return subject !== '' && kinds.has(kind) && !names.has(name) ? [{ cell, name }] : [];
  });
};
