import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from './replaceFile.ts';

/** What of /proc is read on a server; see `resourceLoop`. */
const FILES = ['stat', 'meminfo', 'loadavg', 'uptime', 'net/dev', 'self/mounts', 'sys/kernel/random/boot_id'] as const;
/** From what was free to next to nothing, in so many steps. */
const [STEPS, EVERY, LEAST] = [8, 1_500, 0.02];

export interface PracticeProc {
  /** Whether memory seems to run out. */
  readonly leak: (on: boolean) => void;
  readonly stop: () => void;
}

/** A /proc of a practice server's own: this machine's, but for what a fault makes up. No memory is taken for it.
 *
 * `HOST_PROC` leads there, as it leads node_exporter's kin to the /proc of a container's host. */
export const createPracticeProc = (folder: string): PracticeProc => {
  let timer: NodeJS.Timeout | null = null;
  for (const file of FILES) linkTo(`/proc/${file}`, join(folder, file));
  const meminfo = join(folder, 'meminfo');

  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  return {
    leak: (on) => {
      stop();
      if (!on) return linkTo('/proc/meminfo', meminfo);
      let step = 0;
      const go = (): void => {
        step = Math.min(STEPS, step + 1);
        const text = leaking(step / STEPS);
        if (text !== null) replaceFile(meminfo, text, 0o644);
      };
      go();
      timer = setInterval(go, EVERY);
    },
    stop,
  };
};

/** /proc/meminfo with `gone` of what is available gone; null where there is none. */
const leaking = (gone: number): string | null => {
  let text: string;
  try {
    text = readFileSync('/proc/meminfo', 'utf8');
  } catch {
    return null;
  }
  const total = Number(/^MemTotal:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  return text.replace(/^(MemAvailable:\s+)(\d+)/m, (_, name: string, kilobytes: string) => {
    const left = Number(kilobytes) * (1 - gone) + total * LEAST * gone;
    return `${name}${Math.round(left)}`;
  });
};

const linkTo = (target: string, path: string): void => {
  try {
    if (readlinkSync(path) === target) return;
  } catch {
    // It is not there, or it is a file.
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  symlinkSync(target, fresh);
  renameSync(fresh, path);
};
