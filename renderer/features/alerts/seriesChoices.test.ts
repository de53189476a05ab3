import { expect, it } from 'vitest';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import { seriesChoices } from './seriesChoices.ts';

it('M3 offers what was measured, its kinds, the usual and what the rule looks at', () => {
  const measured = ['disk.used:/', 'disk.used:/srv', 'http.p95'] as SeriesName[];
  const choices = seriesChoices(measured, 'swap.gone');
  expect(choices.map(({ label }) => label)).toEqual([
    '95th percentile of response time (http.p95)',
    'Disk space in use on / (disk.used:/)',
    'Disk space in use on /srv (disk.used:/srv)',
    'Disk space in use, each one by itself (disk.used)',
    'Mean load of 1 min (load.1)',
    'Memory in use (memory.used)',
    'Processor use (cpu.busy)',
    'Response time of the edge (path.edge.total)',
    'Swap in use (swap.used)',
    'swap.gone',
  ]);
  expect(choices[3]?.value).toBe('disk.used');
});
