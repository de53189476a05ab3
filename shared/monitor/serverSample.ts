import type { ResourceFrame } from './resourceFrames.ts';

/** Jiffies since boot; guest time is counted in `user` and `nice` already. */
export interface CpuCounters {
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly irq: number;
  readonly softirq: number;
  readonly steal: number;
}

/** What a server said of itself at one moment; null or left out where it said nothing. */
export interface ServerSample {
  /** Another one after each boot: counters of two boots have nothing to do with each other. */
  readonly boot: string;
  /** Seconds since boot, by the server's own clock. */
  readonly uptime: number | null;
  readonly cpus: number | null;
  readonly cpu: CpuCounters | null;
  /** The mean of the last minute. */
  readonly load: number | null;
  /** Bytes, by their names in /proc/meminfo. */
  readonly memory: ReadonlyMap<string, number>;
  /** Bytes since boot (or since the interface is there). */
  readonly interfaces: ReadonlyMap<string, { readonly received: number; readonly sent: number }>;
}

const number = (text: string | undefined): number | null => {
  const value = /^\d+(\.\d+)?$/.test(text ?? '') ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
};

/** Reads an answer to `sample`. Tolerates whatever is missing or strange; see proc(5) for the fields. */
export const readServerSample = ({ lines }: ResourceFrame): ServerSample => {
  const texts = (wanted: string) => lines.filter(({ kind }) => kind === wanted).map(({ text }) => text.trim());
  const first = (wanted: string) => texts(wanted)[0]?.split(/\s+/)[0];
  return {
    boot: first('boot') ?? '',
    uptime: number(first('uptime')),
    cpus: number(first('cpus')) || null,
    cpu: readCpu(texts('stat')[0] ?? ''),
    load: number(first('load')),
    memory: new Map(texts('memory').flatMap(readMemory)),
    interfaces: new Map(texts('net').flatMap(readInterface)),
  };
};

const readCpu = (line: string): CpuCounters | null => {
  const [name, ...fields] = line.split(/\s+/);
  const [user, nice, system, idle, iowait = 0, irq = 0, softirq = 0, steal = 0] = fields.map((field) => number(field));
  if (name !== 'cpu' || user == null || nice == null || system == null || idle == null) return null;
  return { user, nice, system, idle, iowait: iowait ?? 0, irq: irq ?? 0, softirq: softirq ?? 0, steal: steal ?? 0 };
};

const readMemory = (text: string): readonly (readonly [string, number])[] => {
  const [name, kibibytes] = text.split(/\s+/);
  const value = number(kibibytes);
  return name === undefined || value === null ? [] : [[name.replace(/:$/, ''), value * 1024]];
};

const readInterface = (text: string): readonly (readonly [string, { received: number; sent: number }])[] => {
  const [, name, rest] = /^([^\s:]{1,60}):\s*(.*)$/.exec(text) ?? [];
  const fields = (rest ?? '').split(/\s+/).map((field) => number(field));
  const [received, sent] = [fields[0], fields[8]];
  return name === undefined || received == null || sent == null ? [] : [[name, { received, sent }]];
};
