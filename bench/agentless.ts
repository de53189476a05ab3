import { readdirSync, readFileSync } from 'node:fs';
import { runProcess } from '../e2e/proving-ground/runProcess.ts';
import { startServerLoop } from '../electron/backend/resources/serverLoop.ts';
import { createDialing } from '../electron/backend/ssh/testing/dialing.ts';
import { noSshd, type RealSshd, startSshd } from '../electron/backend/ssh/testing/realSshd.ts';
import { readServerSample } from '../shared/monitor/serverSample.ts';
import { sh } from '../shared/remote/remoteCommand.ts';
import type { Area } from './main.ts';
import { quantile } from './measure.ts';
import type { Row } from './report.ts';

/** One server's figures once: ours over a channel that stays open, against a new `ssh` each time and against commands over a warm connection.
 *
 * Of each the time until the answer, and the processor time here and there, from /proc (in ticks of 10 ms, so over many turns). */
export const agentlessArea: Area = async ({ quick }) => {
  const turns = quick ? 20 : 200;
  if (noSshd !== null || process.platform !== 'linux')
    return {
      rows: [],
      skipped: [{ area: 'agentless', work: 'a sample', peer: 'ssh', why: noSshd ?? 'no /proc here' }],
    };
  const sshd = await startSshd();
  const dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
  dialing.pin(sshd.port, ...Object.values(sshd.hostKeys));
  try {
    const session = await dialing.connect({ port: sshd.port });
    let answered: (whole: boolean) => void = () => undefined;
    const over = new AbortController();
    const loop = startServerLoop(
      session,
      (request, frame) => {
        if (request === 'sample') answered(readServerSample(frame).cpu !== null);
      },
      over.signal,
    );
    loop.ended.catch(() => undefined);
    let turn = 0;
    const ours = await cost(sshd, turns, async () => {
      // Disks at every twelfth turn, as it is done for real.
      if (turn % 12 === 0) loop.ask('disks');
      turn += 1;
      const whole = new Promise<boolean>((resolve) => {
        answered = resolve;
      });
      loop.ask('sample');
      if (!(await whole)) throw new Error('the sample was not whole');
    });
    over.abort();
    const warm = await cost(sshd, turns, async () => {
      const { code, stdout } = await session.exec(sh`top -bn1; free; df`);
      if (code !== 0 || !stdout.includes('Mem')) throw new Error('top, free and df did not answer');
    });
    const fresh = await cost(sshd, Math.min(turns, 50), async () => {
      const { code } = await runProcess('ssh', [
        ...sshWords(sshd),
        'cat /proc/stat /proc/meminfo /proc/loadavg /proc/net/dev',
      ]);
      if (code !== 0) throw new Error(`ssh ended with ${String(code)}`);
    });
    const row = (work: string, peer: string, mine: number, theirs: number, goal: number | null): Row => ({
      area: 'agentless',
      work,
      peer,
      unit: 'ms',
      ours: mine,
      theirs,
      goal,
    });
    const [newSsh, commands] = ['a new ssh', 'top, free, df over a warm connection'];
    return {
      rows: [
        row('a sample, until it is here', newSsh, ours.median, fresh.median, 1 / 20),
        row('a sample, until it is here', commands, ours.median, warm.median, 1 / 10),
        row('a sample, until it is here', 'the limit', ours.median, 5, 1),
        row('a sample, processor time here', newSsh, ours.here, fresh.here, 1 / 25),
        row('a sample, processor time here', commands, ours.here, warm.here, null),
        row('a sample, processor time there', newSsh, ours.there, fresh.there, 1 / 10),
        row('a sample, processor time there', commands, ours.there, warm.there, 1 / 10),
      ],
      skipped: [],
    };
  } finally {
    await dialing.stop();
    await sshd.stop();
  }
};

interface Cost {
  readonly median: number;
  /** Processor time of this process and of what it started, a turn, in milliseconds. */
  readonly here: number;
  /** The same of the server and all of its sessions. */
  readonly there: number;
}

const TICK = 10;

const cost = async (sshd: RealSshd, turns: number, act: () => Promise<void>): Promise<Cost> => {
  await act();
  const times: number[] = [];
  const [hereBefore, thereBefore] = [ownTicks(), serverTicks(sshd)];
  for (let turn = 0; turn < turns; turn += 1) {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
  }
  return {
    median: quantile(times, 0.5),
    here: ((ownTicks() - hereBefore) * TICK) / turns,
    there: ((serverTicks(sshd) - thereBefore) * TICK) / turns,
  };
};

/** utime, stime, and those of the children that were waited for: fields 14 to 17 of proc(5)'s `stat`. */
const ticksOf = (pid: string): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  } catch {
    return 0;
  }
};

const ownTicks = (): number => ticksOf('self');

const serverTicks = ({ dir }: RealSshd): number => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parentOf = new Map(pids.map((pid) => [pid, parent(pid)]));
  const listener = pids.find((pid) => commandLine(pid).includes(`${dir}/sshd_config`));
  const belongs = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === listener || belongs(parentOf.get(pid)));
  return pids.filter(belongs).reduce((sum, pid) => sum + ticksOf(pid), 0);
};

const parent = (pid: string): string | undefined => {
  try {
    return /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
};

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

const sshWords = (sshd: RealSshd): readonly string[] => [
  ...['-F', '/dev/null', '-p', String(sshd.port), '-i', sshd.keyPath],
  ...[
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
    'BatchMode=yes',
  ].flatMap((option) => ['-o', option]),
  `${sshd.user}@127.0.0.1`,
];
