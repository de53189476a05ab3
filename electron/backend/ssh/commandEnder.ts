import type { Client, ClientChannel } from 'ssh2';
import type { Clock } from '../clock.ts';
import { createMarkerFilter, type MarkerFilter } from './markerFilter.ts';

/** Where the server has no room for one more session, killing waits this long for one to end, and then once more. */
const PAUSES = [100, 400, 1000];

export interface CommandEnder {
  /** Ends the command on a channel nobody reads any more. `filter` is the one that has read it so far, if any has. */
  readonly end: (channel: ClientChannel, filter?: MarkerFilter) => void;
}

/** Ends commands nobody waits for any more: TERM to their process groups, then their channels are closed.
 *
 * Closing a channel alone lets a silent command run on, and it keeps its session there (MaxSessions). sshd's own signal message is no
 * way: it does nothing for root (OpenSSH 9). The process id comes with the command's first line; until then the channel stays open. All
 * that are to be killed at a time go into one command, so that this takes one session. What was started in a session of its own (setsid)
 * is not touched. */
export const createCommandEnder = (client: Client, clock: Clock, marker: string): CommandEnder => {
  const doomed = new Map<number, ClientChannel>();
  let busy = false;

  const killAll = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (doomed.size > 0) {
      const batch = [...doomed];
      doomed.clear();
      for (const pause of [0, ...PAUSES]) {
        await clock.sleep(pause);
        if (
          await kill(
            client,
            batch.map(([pid]) => pid),
          )
        )
          break;
      }
      for (const [, channel] of batch) channel.close();
    }
    busy = false;
  };

  return {
    end: (channel, filter = createMarkerFilter(marker)) => {
      const look = () => {
        const pid = filter.pid();
        if (pid === null) return;
        channel.off('data', listen);
        doomed.set(pid, channel);
        void killAll();
      };
      const listen = (chunk: Buffer) => {
        filter.push(chunk);
        look();
      };
      channel.on('error', () => undefined);
      channel.on('data', listen);
      channel.stderr.resume();
      channel.resume();
      channel.end();
      look();
    },
  };
};

/** False when the server opened no session for it. */
const kill = (client: Client, pids: readonly number[]): Promise<boolean> =>
  new Promise((resolve) => {
    const all = pids.map((pid) => `kill -TERM -${pid} 2>/dev/null || kill -TERM ${pid} 2>/dev/null`).join('; ');
    try {
      client.exec(`exec sh -c '${all}'`, (error, channel) => {
        if (error) return resolve(!('reason' in error));
        channel.once('close', () => resolve(true));
        channel.on('error', () => undefined);
        channel.stderr.resume();
        channel.resume();
        channel.end();
      });
    } catch {
      resolve(true);
    }
  });
