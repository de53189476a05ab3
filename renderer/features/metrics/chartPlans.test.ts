import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartPlans } from './chartPlans.ts';

const known = [
  'cpu.steal', 'cpu.busy', 'cpu.user', 'load.1', 'memory.used', 'swap.used', 'memory.available', 'disk.used:/', 'disk.used:/srv/my%20data',
  'disk.inodes:/', 'net.in:eth0', 'net.out:eth0', 'path.app.total', 'path.edge.total', 'path.edge.tls', 'path.edge.certificate', 'http.p50',
  'http.p95', 'http.rate', 'http.errors', 'http.2xx', 'http.5xx', 'unit.active:worker', 'unit.restarts:worker', 'queue.length',
]; // biome-ignore format: a list

describe('which charts there are', () => {
  it('M9 every series stands in exactly one chart, with at most six lines', () => {
    const name = fc.oneof(
      fc.constantFrom(...known),
      fc.stringMatching(/^disk\.used:\/[a-z]{1,5}$/),
      fc.stringMatching(/^[a-z]{1,6}(\.[a-z0-9]{1,6}){0,2}$/),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 60 }), (names) => {
        const plans = chartPlans(names);
        expect(plans.flatMap(({ series }) => series.map((each) => each.name)).sort()).toEqual([...names].sort());
        expect(new Set(plans.map(({ id }) => id)).size).toBe(plans.length);
        for (const { series } of plans) {
          expect(series.length).toBeGreaterThan(0);
          expect(series.length).toBeLessThanOrEqual(6);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('M9 related series stand together, in the order people read them', () => {
    const plans = chartPlans(known);
    const titles = plans.map(({ title, series }) => [title, series.map(({ label }) => label)]);
    expect(titles).toContainEqual(['Processor', ['busy', 'user', 'taken by the host']]);
    expect(titles).toContainEqual(['Time of each hop', ['edge', 'app']]);
    expect(titles).toContainEqual(['Memory in use', ['memory', 'swap']]);
    expect(titles).toContainEqual(['Disks, space in use', ['/', '/srv/my data']]);
    expect(titles).toContainEqual(['Response time', ['50th percentile', '95th percentile']]);
    expect(titles).toContainEqual(['Units, active', ['worker']]);
    expect(titles).toContainEqual(['Network', ['eth0 in', 'eth0 out']]);
    expect(plans.find(({ id }) => id === 'cpu')?.most).toBe(100);
    expect(plans.at(-1)).toMatchObject({ group: 'Other', title: 'queue' });
  });
});
