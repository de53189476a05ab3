import type { ResourceFrame } from './resourceFrames.ts';

/** How full a file system is, in percent of what users may fill; null where it does not say. */
export interface DiskUse {
  readonly mount: string;
  readonly used: number | null;
  readonly inodes: number | null;
}

interface DfLine {
  readonly device: string;
  readonly used: number;
  readonly available: number;
  readonly mount: string;
}

/** A mount more than this is not shown. */
const MOST = 40;

/** Reads an answer to `disks` or `shares`: the lines of `df -kP` and `df -iP`. Of a device that is mounted at several places the first one
 * counts. */
export const readDiskUse = ({ lines }: ResourceFrame): readonly DiskUse[] => {
  const read = (wanted: string) =>
    lines.filter(({ kind }) => kind === wanted).flatMap(({ text }) => readDfLine(text) ?? []);
  const inodes = new Map(read('inode').map((line) => [line.mount, line]));
  const seen = new Set<string>();
  const found: DiskUse[] = [];
  for (const line of read('disk')) {
    const device = line.device.startsWith('/') ? line.device : `${line.device} ${line.mount}`;
    if (seen.has(device) || found.length >= MOST) continue;
    seen.add(device);
    found.push({ mount: line.mount, used: share(line), inodes: share(inodes.get(line.mount)) });
  }
  return found;
};

/** As df counts its percentage: what root keeps for itself is neither used nor available. */
const share = (line: DfLine | undefined): number | null =>
  line === undefined || line.used + line.available <= 0
    ? null
    : Math.round((line.used / (line.used + line.available)) * 10_000) / 100;

const readDfLine = (text: string): DfLine | null => {
  // The device may hold spaces, and so may the mount: the four figures between them do not.
  const [, device, used, available, mount] = /^(.+?)\s+\d+\s+(\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(text) ?? [];
  if (device === undefined || mount === undefined) return null;
  return { device, used: Number(used), available: Math.max(0, Number(available)), mount };
};
