import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandQuery } from './expandQuery.ts';
import { exposedFamilies } from './exposedFamilies.ts';
import { exposedName } from './exposedName.ts';
import { exposition } from './exposition.ts';
import { defaultPrometheusSource, PrometheusSource } from './prometheusSource.ts';
import { promSamples, promSeriesData, promSeriesName } from './promSamples.ts';
import { promError, readAnswer } from './queryAnswer.ts';
import { MOST_POINTS, queryPages, queryStep } from './queryPages.ts';
import { sourceQueries } from './sourceQueries.ts';
import { exampleQueries, usualQueries } from './usualQueries.ts';

const matrix = (...values: readonly (readonly [number, string])[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: [{ metric: { mountpoint: '/' }, values }] },
  });

describe('M11 an answer of Prometheus', () => {
  it('M11 gives finite values only: NaN, infinities and nonsense are gaps, never zeros', () => {
    const text = fc.oneof(
      fc.constantFrom('NaN', '+Inf', '-Inf', '', ' ', 'x'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    );
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const answer = readAnswer(matrix(...texts.map((each, index) => [index, each] as const)));
        if (answer.kind !== 'series') throw new Error('not read');
        const finite = texts.flatMap((each, index) =>
          each.trim() !== '' && Number.isFinite(Number(each)) ? [{ at: index * 1000, value: Number(each) }] : [],
        );
        expect(answer.series[0]?.points).toEqual(finite);
      }),
    );
  });

  it('M11 that is none is refused with why, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('{"status":"success","data":null}')), (text) => {
        const answer = readAnswer(text);
        expect(answer.kind).toBe('refused');
      }),
    );
    const many = Array.from({ length: 10_000 }, (_, index) => ({ metric: { i: String(index) }, value: [1, '1'] }));
    const answer = readAnswer(JSON.stringify({ status: 'success', data: { resultType: 'vector', result: many } }));
    expect(answer).toMatchObject({ kind: 'refused', error: { message: expect.stringContaining('10000 series') } });
  });

  it('M11 an error names the place that Prometheus named', () => {
    expect(promError('invalid parameter "query": 1:5: parse error: unexpected end of input')).toMatchObject({
      line: 1,
      column: 5,
    });
    expect(promError('')).toEqual({ message: 'It gave no reason.', line: null, column: null });
    expect(promError('a\u001b[31m\nb').message).not.toMatch(/\p{Cc}/u);
  });
});

describe('M11 the requests for a window', () => {
  const window = fc.record({
    from: fc.integer({ min: 0, max: 2e12 }),
    length: fc.integer({ min: 0, max: 2 * 365 * 86_400_000 }),
    points: fc.integer({ min: 10, max: 5_000 }),
    scrape: fc.integer({ min: 1, max: 600 }),
  });
  it('M11 ask for every step once, in order, and never for more points than Prometheus gives', () => {
    fc.assert(
      fc.property(window, fc.constantFrom(MOST_POINTS, 7), ({ from, length, points, scrape }, most) => {
        const to = from + length;
        const step = queryStep(from, to, points, scrape);
        expect(step).toBeGreaterThanOrEqual(scrape * 1000);
        expect(length / step).toBeLessThanOrEqual(points);
        let next = Math.ceil(from / step) * step;
        for (const { start, end } of queryPages(from, to, step, most)) {
          expect(start).toBe(next);
          expect((end - start) / step + 1).toBeLessThanOrEqual(most);
          expect(end).toBeLessThanOrEqual(to);
          next = end + step;
        }
        expect(next).toBeGreaterThan(to);
      }),
    );
  });

  it('M11 pages are one line, and a moment without a value stays a gap', () => {
    const page = (...ats: readonly number[]) => [{ labels: {}, points: ats.map((at) => ({ at, value: 1 })) }];
    const data = promSeriesData('load.1', { kind: 'load.1', by: null }, [page(0, 10), [], page(10, 40)], 10);
    expect(data.buckets.map(({ at }) => at)).toEqual([0, 10, 40]);
    expect(data.step).toBe(15);
  });
});

describe('M11 the names of what came', () => {
  it('M11 tell several apart by their label, or by all labels', () => {
    expect(promSeriesName({ kind: 'disk.used', by: 'mountpoint' }, { mountpoint: '/srv/a b' }, false)).toBe(
      'disk.used:/srv/a%20b',
    );
    expect(promSeriesName({ kind: 'queue', by: null }, { b: '2', a: '1' }, true)).toBe('queue:a=1,b=2');
    expect(promSeriesName({ kind: 'queue', by: null }, { a: '1' }, false)).toBe('queue');
  });
  it('M11 are names of series, whatever the labels hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (value, several) => {
        expect(promSeriesName({ kind: 'net.in', by: 'device' }, { device: value }, several)).toMatch(
          /^[a-z][a-zA-Z0-9.]{0,60}(:\S{1,200})?$/,
        );
      }),
    );
    const twice = [1, 2].map((value) => ({ labels: { mountpoint: '/' }, points: [{ at: 1, value }] }));
    expect(promSamples({ kind: 'disk.used', by: 'mountpoint' }, twice)).toEqual([
      { name: 'disk.used:/', at: 1, value: 1 },
    ]);
  });
});

describe('M11 expressions', () => {
  const source = { labels: 'instance="web-1:9100",', probe: '', scrapeSeconds: 15 };
  it('M11 get their matchers and a window that holds four scrapes and a step', () => {
    expect(expandQuery('rate(a{$labels}[$window])', source, 0)).toBe('rate(a{instance="web-1:9100"}[60s])');
    expect(expandQuery('rate(a{x="1",$probe}[$window])', source, 900)).toBe('rate(a{x="1"}[900s])');
    expect(expandQuery('$labelsome', source, 0)).toBe('$labelsome');
  });
  it('M11 leave no placeholder behind, and a label’s value with a dollar sign is not filled in again', () => {
    for (const { query } of usualQueries) if (query !== null) expect(expandQuery(query, source, 0)).not.toContain('$');
    for (const query of Object.values(exampleQueries)) expect(expandQuery(query, source, 0)).not.toContain('$');
    expect(expandQuery('a{$labels}', { ...source, labels: 'b="$window"' }, 0)).toBe('a{b="$window"}');
  });
  it('M11 are the usual ones unless set otherwise, and null is not asked for', () => {
    const kinds = (queries: PrometheusSource['queries']) => sourceQueries({ queries }).map(({ kind }) => kind);
    expect(kinds({})).toContain('cpu.busy');
    expect(kinds({})).not.toContain('http.rate');
    expect(kinds({ 'cpu.busy': null, 'queue.length': 'queue' })).not.toContain('cpu.busy');
    expect(kinds({ 'queue.length': 'queue' })).toContain('queue.length');
  });
});

it('M11 an address holds no password, and a series of the path is not for Prometheus', () => {
  const fits = (more: object) => PrometheusSource.safeParse({ ...defaultPrometheusSource, ...more }).success;
  expect(fits({})).toBe(true);
  expect(fits({ url: 'https://prometheus.example.com/prefix' })).toBe(true);
  for (const url of ['ftp://a', 'http://name:secret@prometheus.example.com', 'https://a/?token=1', 'x', 'javascript:1'])
    expect(fits({ url }), url).toBe(false);
  expect(fits({ queries: { 'path.edge.total': 'a' } })).toBe(false);
});

describe('M11 the exposition', () => {
  /** Reads a line of the text format back. */
  const readLine = (line: string) => {
    const [, name = '', labels = '', value = ''] = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/([a-z_]+)="((?:\\.|[^"\\])*)"/g)].map(([, key = '', text = '']) => [
      key,
      text.replaceAll(/\\(.)/g, (_, each: string) => (each === 'n' ? '\n' : each)),
    ]);
    return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
  };
  it('M11 gives labels back as they were, and no line is broken by them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (text, value) => {
          const lines = exposition([
            { name: 'pitwall_a', help: text, values: [{ labels: { project: text }, value }] },
          ]).split('\n');
          expect(lines).toHaveLength(4);
          expect(lines[1]).toBe('# TYPE pitwall_a gauge');
          const read = readLine(lines[2] ?? '');
          expect(read.labels.project).toBe(text);
          expect(read.value).toBe(value + 0);
        },
      ),
    );
  });
  it('M11 names are in base units with what they are about as labels', () => {
    expect(exposedName('path.edge.firstByte')).toEqual({
      name: 'pitwall_path_first_byte_seconds',
      labels: { hop: 'edge' },
      factor: 0.001,
    });
    expect(exposedName('disk.used:/srv/a%20b')).toEqual({
      name: 'pitwall_disk_used_ratio',
      labels: { mountpoint: '/srv/a b' },
      factor: 0.01,
    });
    expect(exposedName('http.p95')).toMatchObject({
      name: 'pitwall_http_latency_seconds',
      labels: { percentile: '95' },
    });
    expect(exposedName('net.in:eth0').name).toBe('pitwall_net_in_bytes_per_second');
    expect(exposedName('path.edge.certificate').name).toBe('pitwall_path_certificate_left_seconds');
  });
  it('M11 a sample older than three intervals is not told, unknown is never a zero, and twice the same labels are one line', () => {
    const sample = (at: number) => ({ at, value: 50, every: 1_000 });
    const shop = {
      project: 'Shop "A"',
      environment: 'production',
      watched: true,
      path: {
        at: 9_000,
        every: 1_000,
        verdict: 'unknown' as const,
        hops: [{ hop: 'edge', state: 'unknown' as const }],
      },
      samples: new Map([
        ['cpu.busy', sample(7_000)],
        ['load.1', sample(6_999)],
        ['memory.used', sample(13_001)],
      ]),
      alerts: { warning: 1, critical: 0 },
    };
    const text = exposition(exposedFamilies([shop, shop], 10_000, '1.2.3'));
    expect(text.match(/^pitwall_cpu_busy_ratio/gm)).toHaveLength(1);
    expect(text).toContain('pitwall_cpu_busy_ratio{project="Shop \\"A\\"",environment="production"} 0.5\n');
    expect(text).not.toContain('load');
    expect(text).not.toContain('memory');
    expect(text).not.toContain('pitwall_environment_up');
    expect(text).not.toContain('pitwall_hop_up');
    expect(text).toContain('verdict="unknown"} 1\n');
    expect(text).toContain('severity="warning"} 1\n');
    expect(exposition(exposedFamilies([shop], 20_000, '1')).includes('verdict')).toBe(false);
  });
});
