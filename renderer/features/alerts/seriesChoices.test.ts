import { expect, it } from 'vitest';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesChoices } from './seriesChoices.ts';

it('M3 offers what was measured, its kinds, the usual and what the rule looks at', () => {
  const measured = ['disk.used:/', 'disk.used:/srv', 'http.p95'] as SeriesName[];
  const choices = seriesChoices(measured, 'swap.gone');
  expect(choices.map(({ value }) => value)).toEqual([
    'cpu.busy',
    'disk.used',
    'disk.used:/',
    'disk.used:/srv',
    'http.p95',
    'load.1',
    'memory.used',
    'path.edge.total',
    'swap.gone',
    'swap.used',
  ]);
  expect(choices[1]?.label).toBe('disk.used (each one by itself)');
});
