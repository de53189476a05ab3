import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultRules } from '../alerts/defaultRules.ts';
import { seriesInWords } from './seriesInWords.ts';

it('M9 has words for every series that a default rule looks at, and for whole kinds', () => {
  const looked = defaultRules.flatMap(({ condition }) => ('series' in condition ? [condition.series] : []));
  expect(looked.map(seriesInWords).filter((words) => /\w\.\w/.test(words))).toEqual([]);
  expect(
    ['http.p50', 'http.p91', 'http.mean', 'http.rate', 'cpu.steal', 'disk.used', 'disk.inodes:/a%20b', 'net.out:eth0', 'unit.active:worker'].map(
      seriesInWords,
    ), // biome-ignore format: a list
  ).toEqual([
    '50th percentile of response time',
    '91st percentile of response time',
    'mean response time',
    'request rate',
    'processor time taken by the host',
    'disk space in use',
    'inodes in use on /a b',
    'outgoing network traffic on eth0',
    'state of the unit worker',
  ]);
});

it('M9 leaves a name that nobody foresaw as it is, and tells series apart that are two', () => {
  expect(seriesInWords('queue.length')).toBe('queue.length');
  const name = fc.oneof(
    fc.constantFrom('cpu.busy', 'cpu.user', 'load.1', 'load.5', 'memory.used', 'swap.used', 'http.rate', 'http.5xx', 'path.app.total', 'path.app.tls'),
    fc.stringMatching(/^(disk\.used|disk\.inodes|net\.in|net\.out|unit\.active):[a-z/]{1,6}$/),
  ); // biome-ignore format: a list
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(seriesInWords(one) === seriesInWords(other)).toBe(one === other);
    }),
  );
});
