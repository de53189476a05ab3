import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDiskUse } from './diskUse.ts';
import { createResourceFrames, type ResourceFrame } from './resourceFrames.ts';
import { diskSamples, resourceSamples } from './resourceSamples.ts';
import { SeriesName } from './series.ts';
import { type CpuCounters, readServerSample, type ServerSample } from './serverSample.ts';

const frameOf = (...lines: readonly string[]): ResourceFrame => ({
  id: 1,
  lines: lines.map((line) => {
    const [kind = '', ...rest] = line.split(' ');
    return { kind, text: rest.join(' ') };
  }),
});

const answer = [
  'boot 44d76a7e-f5ff-42c1-82bd-8d91f32a73ec',
  'cpus 2',
  'uptime 3116.78 3315.38',
  'load 6.75 4.27 2.86 8/338 26736',
  'stat cpu  187133 6679 88263 331538 2254 10 1544 171 5 0',
  'memory MemTotal: 1000',
  'memory MemFree: 100',
  'memory MemAvailable: 250',
  'memory SwapTotal: 400',
  'memory SwapFree: 300',
  'net eth0: 582217334   18890    0    0    0     0          0         0  1681288   13613    0    0    0     0       0          0',
  'net wg0:12 1 0 0 0 0 0 0 34 1 0 0 0 0 0 0',
];
const valuesOf = (before: ServerSample | null, now: ServerSample) =>
  Object.fromEntries(resourceSamples(before, now, 60).map(({ name, value }) => [name, value]));

describe('what a server says of itself', () => {
  it('M4 is read from /proc as it is written there', () => {
    const sample = readServerSample(frameOf(...answer));
    expect(sample).toMatchObject({
      boot: '44d76a7e-f5ff-42c1-82bd-8d91f32a73ec',
      uptime: 3116.78,
      cpus: 2,
      load: 6.75,
    });
    expect(sample.cpu).toEqual({
      user: 187133,
      nice: 6679,
      system: 88263,
      idle: 331538,
      iowait: 2254,
      irq: 10,
      softirq: 1544,
      steal: 171,
    });
    expect(sample.memory.get('MemTotal')).toBe(1_024_000);
    expect([...sample.interfaces]).toEqual([
      ['eth0', { received: 582217334, sent: 1681288 }],
      ['wg0', { received: 12, sent: 34 }],
    ]);
    expect(valuesOf(null, sample)).toEqual({
      'load.1': 6.75,
      'memory.used': 75,
      'memory.available': 256_000,
      'swap.used': 25,
    });
  });

  it('M4 is tolerated in whatever state it comes', () => {
    const line = fc.oneof(
      fc.constantFrom(...answer),
      fc.constantFrom(
        'stat cpu',
        'stat cpu 1 2',
        'stat',
        'memory MemTotal:',
        'memory x',
        'net eth0',
        'net :',
        'load',
        'uptime nan',
        'boot',
      ),
      fc
        .tuple(fc.constantFrom('boot', 'stat', 'memory', 'net', 'uptime', 'load', 'cpus'), fc.string())
        .map((two) => two.join(' ')),
    );
    const frame = fc.array(line, { maxLength: 30 }).map((lines) => frameOf(...lines));
    fc.assert(
      fc.property(frame, frame, (first, second) => {
        for (const { name, value } of resourceSamples(readServerSample(first), readServerSample(second), 60)) {
          expect(Number.isFinite(value)).toBe(true);
          expect(SeriesName.safeParse(name).success).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('M4 takes MemFree, Buffers and Cached where an old kernel does not say what is available', () => {
    const old = readServerSample(
      frameOf('memory MemTotal: 1000', 'memory MemFree: 100', 'memory Buffers: 50', 'memory Cached: 150'),
    );
    expect(valuesOf(null, old)).toEqual({ 'memory.used': 70, 'memory.available': 300 * 1024 });
  });
});

describe('two samples, one after the other', () => {
  const at = (uptime: number, cpu: Partial<CpuCounters>, received = 0, boot = 'a'): ServerSample => ({
    boot,
    uptime,
    cpus: 1,
    load: null,
    memory: new Map(),
    cpu: { user: 0, nice: 0, system: 0, idle: 0, iowait: 0, irq: 0, softirq: 0, steal: 0, ...cpu },
    interfaces: new Map([['eth0', { received, sent: received * 2 }]]),
  });

  it('M4 give shares of time and bytes a second, by the server’s own clock', () => {
    const first = at(100, { user: 1000, idle: 5000 }, 1_000);
    const second = at(
      110,
      { user: 1300, nice: 100, system: 200, iowait: 100, steal: 50, softirq: 50, idle: 5200 },
      21_000,
    );
    expect(valuesOf(first, second)).toEqual({
      'cpu.busy': 70,
      'cpu.user': 40,
      'cpu.system': 25,
      'cpu.iowait': 10,
      'cpu.steal': 5,
      'net.in:eth0': 2_000,
      'net.out:eth0': 4_000,
    });
  });

  it('M4 give nothing after a boot, after a counter went back, and over a time nobody looked', () => {
    const first = at(100, { user: 1000, idle: 5000 }, 1_000);
    expect(valuesOf(first, at(110, { user: 2000, idle: 6000 }, 2_000, 'b'))).toEqual({});
    expect(valuesOf(first, at(5, { user: 2000, idle: 6000 }, 2_000))).toEqual({});
    expect(valuesOf(first, at(161, { user: 2000, idle: 6000 }, 2_000))).toEqual({});
    expect(valuesOf(first, at(100, { user: 2000, idle: 6000 }, 2_000))).toEqual({});
    expect(Object.keys(valuesOf(first, at(110, { user: 999, idle: 6000 }, 2_000)))).toEqual([
      'net.in:eth0',
      'net.out:eth0',
    ]);
    expect(Object.keys(valuesOf(first, at(110, { user: 2000, idle: 6000 }, 999)))).not.toContain('net.in:eth0');
  });

  it('M4 never give a share beyond 100 % or a negative rate', () => {
    const counters = fc.record(
      Object.fromEntries(
        ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'].map((name) => [
          name,
          fc.nat(1_000_000),
        ]),
      ) as Record<keyof CpuCounters, fc.Arbitrary<number>>,
    );
    fc.assert(
      fc.property(counters, counters, fc.nat(), fc.nat(), (one, two, before, now) => {
        const values = valuesOf(at(1, one, before), at(2, two, now));
        for (const [name, value] of Object.entries(values)) {
          expect(value).toBeGreaterThanOrEqual(0);
          if (name.startsWith('cpu.')) expect(value).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('disks', () => {
  it('M4 are read from df, each device once, with names that hold spaces', () => {
    const disks = readDiskUse(
      frameOf(
        'disk Filesystem     1024-blocks     Used Available Capacity Mounted on',
        'disk /dev/vda         264212084 25768276  80622636      25% /',
        'disk /dev/vda         264212084 25768276  80622636      25% /etc/hosts',
        'disk //nas/my share  100 25 75 25% /mnt/my share',
        'disk tank 100 100 0 100% /tank',
        'disk none 0 0 0 - /empty',
        'disk rubbish',
        'inode Filesystem       Inodes  IUsed    IFree IUse% Mounted on',
        'inode /dev/vda       16777216 549739 16227477    4% /',
      ),
    );
    expect(disks).toEqual([
      { mount: '/', used: 24.22, inodes: 3.28 },
      { mount: '/mnt/my share', used: 25, inodes: null },
      { mount: '/tank', used: 100, inodes: null },
      { mount: '/empty', used: null, inodes: null },
    ]);
    const samples = diskSamples(disks);
    expect(samples.map(({ name }) => name)).toEqual([
      'disk.used:/',
      'disk.inodes:/',
      'disk.used:/mnt/my%20share',
      'disk.used:/tank',
    ]);
    for (const { name } of samples) expect(SeriesName.safeParse(name).success).toBe(true);
    const hostile = [{ mount: '/mnt/\u001b[31mred\u202e', used: 1, inodes: null }];
    expect(diskSamples(hostile)).toEqual([{ name: 'disk.used:/mnt/red', value: 1 }]);
  });
});

describe('answers', () => {
  it('M4 are put together wherever they are cut, and when two mix line by line', () => {
    const text = '1 boot x\n2 disk a\n1 stat cpu 1\nnoise\n2 disk b c\n1 end\n3 end\n2 end\n4 boot';
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 10 }), (cuts) => {
        const frames = createResourceFrames();
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const all = places.slice(1).flatMap((end, index) => frames.push(text.slice(places[index], end)));
        expect(all).toEqual([
          {
            id: 1,
            lines: [
              { kind: 'boot', text: 'x' },
              { kind: 'stat', text: 'cpu 1' },
            ],
          },
          { id: 3, lines: [] },
          {
            id: 2,
            lines: [
              { kind: 'disk', text: 'a' },
              { kind: 'disk', text: 'b c' },
            ],
          },
        ]);
      }),
    );
  });

  it('M4 that never end take no memory', () => {
    const frames = createResourceFrames();
    for (let id = 0; id < 10_000; id += 1) frames.push(`${id} stat cpu\n`);
    frames.push('x'.repeat(1_000_000));
    expect(frames.push('\n10001 end\n')).toEqual([{ id: 10_001, lines: [] }]);
    expect(frames.push('5 end\n')).toEqual([{ id: 5, lines: [] }]);
  });
});
