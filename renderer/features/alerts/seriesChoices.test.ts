import { expect, it } from 'vitest';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesChoices } from './seriesChoices.ts';

it('M3 offers what was measured, its kinds, the usual and what the rule looks at', () => {
  const measured = ['disk.used:/', 'disk.used:/srv', 'http.p95'] as SeriesName[];
  const choices = seriesChoices(measured, 'swap.gone');
  expect(choices.map(({ label }) => label)).toEqual([
    '95th percentile of response time',
    'Disk space in use on /',
    'Disk space in use on /srv',
    'Disk space in use, each one by itself',
    'Mean load of 1 min',
    'Memory in use',
    'Processor use',
    'Response time of the edge',
    'Swap in use',
    'swap.gone',
  ]);
  expect(choices[3]?.value).toBe('disk.used');
});
