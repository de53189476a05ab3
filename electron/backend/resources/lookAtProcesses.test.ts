import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { readProcesses } from '../../../shared/resources/readProcesses.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { noSshd, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { lookAtProcesses } from './lookAtProcesses.ts';

if (noSshd !== null) console.info(noSshd);

describe.skipIf(noSshd !== null)('what runs on a server', () => {
  let sshd: RealSshd;
  let dialing: Dialing;
  beforeAll(async () => {
    sshd = await startSshd();
    dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
    dialing.pin(sshd.port, ...Object.values(sshd.hostKeys));
  });
  afterAll(async () => {
    await dialing.stop();
    await sshd.stop();
  });

  it('M4 names the busiest process, with its share of a processor and how it was started', async () => {
    const busy = spawn('sh', ['-c', 'while :; do :; done', 'a busy one'], { stdio: 'ignore' });
    try {
      const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
      const connect = () => dialing.connect({ port: sshd.port });
      const { processes } = await lookAtProcesses({ clock: systemClock, connect }, id);
      const found = processes.find(({ pid }) => pid === busy.pid);
      expect(found?.command).toBe('sh -c while :; do :; done a busy one');
      expect(found?.cpu).toBeGreaterThan(1);
      expect(found?.cpu).toBeLessThan(110);
      expect(processes.length).toBeLessThanOrEqual(20);
      for (const { memory } of processes) expect(memory).toBeGreaterThanOrEqual(0);
    } finally {
      busy.kill('SIGKILL');
    }
  });
});

describe('the lines of /proc/<pid>/stat', () => {
  const line = (pid: number, name: string, ticks: number, began = 5, pages = 10) =>
    `${pid} (${name}) S 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${began} 1000 ${pages} 0`;
  const text = (first: readonly string[], second: readonly string[]) =>
    ['page 4096', 'ticks 100', 'uptime 10.00', ...first, 'uptime 11.00', ...second, ''].join('\n');

  it('M4 are read whatever the name holds, and a number given again is another process', () => {
    const odd = 'a) S 1 (b c';
    expect(
      readProcesses(text([line(1, odd, 100), line(2, 'old', 900)], [line(1, odd, 150), line(2, 'new', 7, 1_099), 'x'])),
    ).toEqual([
      { pid: 1, name: odd, cpu: 50, memory: 40_960 },
      { pid: 2, name: 'new', cpu: 7, memory: 40_960 },
    ]);
    expect(readProcesses('no such file')).toBeNull();
  });
});
