import type { SaidTime } from '../../../shared/monitor/clockApart.ts';
import { readJournalEntry } from '../../../shared/monitor/journalEntry.ts';
import type { Clock } from '../clock.ts';
import { Blocked, EndedThere } from '../ssh/keepConnected.ts';
import { createLineSplitter } from '../ssh/lineSplitter.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import type { ExceptionCounter } from './exceptionCounter.ts';
import { followJournal, newestEntries } from './journalCommands.ts';
import type { JournalLines } from './journalLines.ts';

const LONGEST_LINE = 256 * 1024;
/** So long nothing more of a traceback came: it is complete, in milliseconds. */
const COMPLETE = 1_000;

export interface FollowUnitDeps {
  readonly clock: Clock;
  readonly unit: string;
  readonly counter: ExceptionCounter;
  readonly recent: JournalLines;
  readonly onLive: () => void;
  readonly onClock: (said: SaidTime) => void;
}

/** Follows a unit's journal over one connection. Rejects with Blocked when the account may not read it, with EndedThere or SshError. */
export const followUnit = async (
  session: SshSession,
  { clock, unit, counter, recent, onLive, onClock }: FollowUnitDeps,
  signal: AbortSignal,
): Promise<never> => {
  const asked = clock.now();
  const newest = await session.exec(newestEntries(unit), { signal });
  const said = newest.stderr.toString('utf8').trim();
  const user = session.where.slice(0, session.where.lastIndexOf('@'));
  if (/not seeing messages|Permission denied|No journal files were opened|insufficient permissions/i.test(said))
    throw new Blocked(
      `${session.where} does not let this account read the journal of ${unit}. Run "sudo usermod -aG systemd-journal ${user}" there, then open the connection anew.`,
    );
  if (newest.code === 127)
    throw new Blocked(`${session.where} has no journalctl: exceptions can be read under systemd only.`);
  if (newest.code !== 0) throw new EndedThere(`journalctl on ${session.where} says: ${said.slice(0, 200)}`);
  const text = newest.stdout.toString('utf8');
  const since = Number.parseInt(text, 10) || Math.floor(clock.now() / 1000);
  onClock({ asked, theirs: since * 1000, answered: clock.now() });
  const entries = text.split('\n').flatMap((line) => readJournalEntry(line) ?? []);
  recent.add(entries);
  const begunAt = counter.begin(entries.at(-1)?.cursor ?? null, since);

  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  // What cannot be counted ends this connection: the next one reads it again.
  const broken = Promise.withResolvers<never>();
  const counting = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      broken.reject(error);
    }
  };
  const completing = (async () => {
    for (;;) {
      await clock.sleep(COMPLETE, stop);
      counting(counter.complete);
    }
  })().catch(() => undefined);
  const lines = createLineSplitter(LONGEST_LINE);
  try {
    const following = session.stream(
      followJournal(unit, counter.cursor(), begunAt),
      (chunk) => {
        const found = lines.push(chunk).flatMap((line) => readJournalEntry(line) ?? []);
        recent.add(found);
        counting(() => counter.add(found));
      },
      { signal: stop },
    );
    following.catch(() => undefined);
    onLive();
    const { stderr } = await Promise.race([following, broken.promise]);
    const why = stderr.toString('utf8').trim().slice(0, 200);
    // A cursor that this journal does not know: begin at its end.
    if (/cursor/i.test(why)) counter.forget();
    throw new EndedThere(`journalctl on ${session.where} ended${why === '' ? '' : `: ${why}`}.`);
  } finally {
    over.abort();
    await completing;
  }
};
