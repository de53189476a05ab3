import { readDiskUse } from '../../../shared/monitor/diskUse.ts';
import type { ResourceFrame } from '../../../shared/monitor/resourceFrames.ts';
import type { ResourceRequest } from '../../../shared/monitor/resourceLoop.ts';
import { diskSamples, type ResourceValue, resourceSamples } from '../../../shared/monitor/resourceSamples.ts';
import { readServerSample, type ServerSample } from '../../../shared/monitor/serverSample.ts';
import type { Clock } from '../clock.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import { startServerLoop } from './serverLoop.ts';

/** Disks fill slowly, and `df` is a process there: every twelfth time. */
const DISKS_EVERY = 12;
/** The second sample comes so soon, in milliseconds: the first alone says nothing of the processor and the network. */
const SECOND_AFTER = 2_000;
/** Differences over more than so many intervals are none: in between nobody looked. */
const STALE = 2.5;
/** So many unanswered turns are told. */
const MISSED = 3;

export interface CollectOnceDeps {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** `everyMs`: in how much time the next ones of the same series come. */
  readonly onValues: (values: readonly ResourceValue[], everyMs: number) => void;
  /** `null`: it answers. */
  readonly onSilence: (reason: string | null) => void;
}

/** Why it ended by itself. */
export interface CollectionEnd {
  readonly reason: string;
  /** False: trying again soon is no use. */
  readonly again: boolean;
}

/** Collects over one connection until the signal aborts (rejects) or the loop there ends. Rejects with SshError when the link is lost. */
export const collectOnce = async (
  session: SshSession,
  deps: CollectOnceDeps,
  signal: AbortSignal,
): Promise<CollectionEnd> => {
  const { clock, intervalMs, onValues, onSilence } = deps;
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  let previous: ServerSample | null = null;
  let missed = 0;
  let barren: CollectionEnd | null = null;

  const onAnswer = (request: ResourceRequest, frame: ResourceFrame): void => {
    if (request !== 'sample') {
      onValues(diskSamples(readDiskUse(frame)), intervalMs * DISKS_EVERY);
      return;
    }
    const current = readServerSample(frame);
    if (current.cpu === null && current.memory.size === 0) {
      barren = noProc(session);
      over.abort();
      return;
    }
    const values = resourceSamples(previous, current, Math.max(10, (intervalMs / 1000) * STALE));
    previous = current;
    missed = 0;
    onSilence(null);
    onValues(values, intervalMs);
  };

  const loop = startServerLoop(session, onAnswer, stop);

  const keepAsking = async (): Promise<void> => {
    let due = clock.monotonic();
    for (let turn = 0; !stop.aborted; turn += 1) {
      if (!loop.ask('sample')) missed += 1;
      if (missed >= MISSED)
        onSilence(`${session.where} has not answered for ${Math.round((missed * intervalMs) / 1000)} s.`);
      if (turn % DISKS_EVERY === 0) {
        loop.ask('disks');
        loop.ask('shares');
      }
      due += turn === 0 ? Math.min(SECOND_AFTER, intervalMs) : intervalMs;
      // After a sleep of the machine the turns that were missed stay missed.
      due = Math.max(due, clock.monotonic());
      await clock.sleep(due - clock.monotonic(), stop);
    }
  };

  const asking = keepAsking().catch(() => undefined);
  try {
    const said = await loop.ended;
    return {
      reason: `The watching on ${session.where} ended${said === '' ? '' : ` (${said.slice(0, 200)})`}.`,
      again: true,
    };
  } catch (error) {
    if (barren !== null && !signal.aborted) return barren;
    throw error;
  } finally {
    over.abort();
    await asking;
  }
};

const noProc = ({ where }: SshSession): CollectionEnd => ({
  reason: `${where} shows no /proc/stat and no /proc/meminfo: its figures can be read on Linux only.`,
  again: false,
});
