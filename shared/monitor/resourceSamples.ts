import type { DiskUse } from './diskUse.ts';
import { quietText } from './quietText.ts';
import type { SeriesName } from './series.ts';
import type { CpuCounters, ServerSample } from './serverSample.ts';

/** A value of a series, without its time. */
export interface ResourceValue {
  readonly name: SeriesName;
  readonly value: number;
}

/** More than these are left out: names of interfaces come from the server. */
const MOST_INTERFACES = 16;

const hundredths = (value: number): number => Math.round(value * 100) / 100;
const share = (part: number, whole: number): number => hundredths(Math.min(100, Math.max(0, (part / whole) * 100)));

/** What two samples, one after the other, say as values of series.
 *
 * Shares and rates come from the difference of counters over the server's own time. `previous` null, another boot, a counter that went back
 * (wrapped, or begun anew), and more than `mostSeconds` in between give none of them: a wrong value is worse than none. */
export const resourceSamples = (
  previous: ServerSample | null,
  current: ServerSample,
  mostSeconds: number,
): readonly ResourceValue[] => {
  const before = previous !== null && follows(previous, current, mostSeconds) ? previous : null;
  return [
    ...(before === null ? [] : [...cpuValues(before.cpu, current.cpu), ...networkValues(before, current)]),
    ...(current.load === null ? [] : [{ name: 'load.1', value: current.load }]),
    ...memoryValues(current.memory),
  ];
};

/** What the disks say, as values of series. White space in a mount's name becomes `%20`. */
export const diskSamples = (disks: readonly DiskUse[]): readonly ResourceValue[] =>
  disks.flatMap(({ mount, used, inodes }) => {
    const place = quietText(mount).replaceAll(/\s/gu, '%20').slice(0, 200);
    return [
      ...(used === null ? [] : [{ name: `disk.used:${place}`, value: used }]),
      ...(inodes === null ? [] : [{ name: `disk.inodes:${place}`, value: inodes }]),
    ];
  });

const follows = (previous: ServerSample, current: ServerSample, mostSeconds: number): boolean => {
  if (previous.boot !== current.boot || previous.uptime === null || current.uptime === null) return false;
  const seconds = current.uptime - previous.uptime;
  return seconds > 0 && seconds <= mostSeconds;
};

/** Idle time and waiting for disks are known to go back a little on busy machines (proc(5)); that counts as standing still. */
const cpuValues = (before: CpuCounters | null, now: CpuCounters | null): readonly ResourceValue[] => {
  if (before === null || now === null) return [];
  const since = (name: keyof CpuCounters) => now[name] - before[name];
  const [idle, iowait] = [Math.max(0, since('idle')), Math.max(0, since('iowait'))];
  const working = (['user', 'nice', 'system', 'irq', 'softirq', 'steal'] as const).map(since);
  const busy = working.reduce((sum, each) => sum + each, 0);
  const total = busy + idle + iowait;
  if (working.some((each) => each < 0) || total <= 0) return [];
  return [
    { name: 'cpu.busy', value: share(busy, total) },
    { name: 'cpu.user', value: share(since('user') + since('nice'), total) },
    { name: 'cpu.system', value: share(since('system') + since('irq') + since('softirq'), total) },
    { name: 'cpu.iowait', value: share(iowait, total) },
    { name: 'cpu.steal', value: share(since('steal'), total) },
  ];
};

const networkValues = (before: ServerSample, now: ServerSample): readonly ResourceValue[] => {
  const seconds = (now.uptime ?? 0) - (before.uptime ?? 0);
  return [...now.interfaces].slice(0, MOST_INTERFACES).flatMap(([name, { received, sent }]) => {
    const then = before.interfaces.get(name);
    if (then === undefined || received < then.received || sent < then.sent) return [];
    return [
      { name: `net.in:${name}`, value: Math.round((received - then.received) / seconds) },
      { name: `net.out:${name}`, value: Math.round((sent - then.sent) / seconds) },
    ];
  });
};

const memoryValues = (memory: ReadonlyMap<string, number>): readonly ResourceValue[] => {
  const [total, swap, swapFree] = [memory.get('MemTotal'), memory.get('SwapTotal'), memory.get('SwapFree')];
  const available = memory.get('MemAvailable') ?? roughlyAvailable(memory);
  return [
    ...(total && available !== null
      ? [
          { name: 'memory.used', value: share(total - available, total) },
          { name: 'memory.available', value: available },
        ]
      : []),
    ...(swap && swapFree !== undefined ? [{ name: 'swap.used', value: share(swap - swapFree, swap) }] : []),
  ];
};

/** Kernels before 3.14 do not say what is available; free(1) took this then. */
const roughlyAvailable = (memory: ReadonlyMap<string, number>): number | null => {
  const parts = ['MemFree', 'Buffers', 'Cached'].map((name) => memory.get(name));
  return parts[0] === undefined ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
};
