import { LINGER, type LogFile, nextLogStep } from '../../../shared/monitor/logFiles.ts';
import { createLineSplitter } from '../ssh/lineSplitter.ts';
import type { LogListing, RemoteLog } from './remoteLog.ts';

/** So many bytes at once, so that others get their turn. */
const AT_ONCE = 1_048_576;
/** Who comes back after a weekend reads so much at most; the rest is a gap. */
const MOST_BEHIND = 512 * 1024 * 1024;
/** The same after a restart of Pitwall, when everything else wants to begin, too. */
const MOST_AT_START = 64 * 1024 * 1024;
/** Bytes before the position that must be the same in whatever is read on. */
const OVERLAP = 128;
const LONGEST_LINE = 16_384;
/** Steps of one look: a log that is rotated faster than it is read is taken up with the next look. */
const MOST_STEPS = 100_000;

/** A place in a log at the beginning of a line, by which it is found again after a restart.
 *
 * The bytes before it tell the file from any other; a device's number would not survive a move to another disk, and is not asked for. */
export interface LogPlace {
  readonly inode: string;
  readonly offset: number;
  readonly before: Buffer;
}

export interface LogCursor {
  /** Reads all that is new, and hands it on line by line. Rejects when the link is lost; what was handed on is not handed on again. */
  readonly look: (log: Pick<RemoteLog, 'list' | 'read'>) => Promise<Pick<LogListing, 'hindrance'>>;
  /** How often a part of the log was gone before it was read. */
  readonly gaps: () => number;
  /** False until a log was found for the first time. */
  readonly began: () => boolean;
  /** Up to where whole lines were handed on; null when nothing was read yet. */
  readonly place: () => LogPlace | null;
}

export interface LogCursorOptions {
  /** Where to go on; null begins at the end. */
  readonly from: LogPlace | null;
  /** Bytes that are read at most to catch up the first time. */
  readonly mostAtStart?: number;
}

/** Follows a log through renaming, copying and cutting short, over as many connections as it takes: each line once, and none left out.
 *
 * The first time it begins at the end, or where it stopped before a restart. Every read begins a little before the position, and what was there must still be there: so a file
 * that was cut short and has grown again, or that took over an inode, is not mistaken for the one that was read. */
export const createLogCursor = (
  onLines: (lines: readonly string[]) => void,
  { from, mostAtStart = MOST_AT_START }: LogCursorOptions = { from: null },
): LogCursor => {
  const lines = createLineSplitter(LONGEST_LINE);
  let position: { readonly inode: string; readonly offset: number } | null = from;
  let before: Buffer = from?.before ?? Buffer.alloc(0);
  let place = from;
  /** Bytes that a look may read, and those it has. */
  let most = from === null ? MOST_BEHIND : mostAtStart;
  let spent = 0;
  /** There was no log when it was looked for first: all of it is new. */
  let newborn = false;
  let quiet = 0;
  let gaps = 0;
  /** Reads in a row in which the file was not there, or not readable. */
  let missed = 0;

  const goTo = (inode: string): void => {
    position = { inode, offset: 0 };
    before = Buffer.alloc(0);
    place = { inode, offset: 0, before };
    quiet = 0;
    lines.reset();
  };

  /** Goes to a place of a file, its end unless told, and on to the next whole line. */
  const beginAt = async (log: Pick<RemoteLog, 'read'>, file: LogFile, to = file.size): Promise<void> => {
    const start = Math.max(0, to - OVERLAP);
    const read =
      to === 0 ? { inode: file.inode, bytes: Buffer.alloc(0) } : await log.read(file.suffix, start, to - start);
    if (read === null) return;
    position = { inode: read.inode, offset: start + read.bytes.length };
    before = read.bytes;
    lines.reset();
    if (before.length > 0 && before.at(-1) !== 10) lines.skipLine();
    else place = { ...position, before };
  };

  /** Reads on in a file; `other` when it is not the one that was read up to here. */
  const readOn = async (
    log: Pick<RemoteLog, 'read'>,
    suffix: string,
    inode: string,
  ): Promise<'read' | 'other' | 'moved' | 'closed'> => {
    const offset = position?.offset ?? 0;
    const read = await log.read(suffix, offset - before.length, AT_ONCE + before.length);
    if (read === null) return 'closed';
    if (read.inode !== inode) return 'moved';
    if (!read.bytes.subarray(0, before.length).equals(before)) return 'other';
    const news = read.bytes.subarray(before.length);
    position = { inode, offset: offset + news.length };
    spent += news.length;
    const whole = news.lastIndexOf(10) + 1;
    if (whole > 0) {
      const end = before.length + whole;
      place = {
        inode,
        offset: offset + whole,
        before: Buffer.from(read.bytes.subarray(Math.max(0, end - OVERLAP), end)),
      };
    }
    before = Buffer.from(read.bytes.subarray(-OVERLAP));
    quiet = 0;
    missed = 0;
    onLines(lines.push(news));
    return 'read';
  };

  const readCopies = async (
    log: Pick<RemoteLog, 'read'>,
    among: readonly LogFile[],
    files: readonly LogFile[],
  ): Promise<void> => {
    if (before.length > 0)
      for (const { suffix, inode } of among) {
        const outcome = await readOn(log, suffix, inode);
        // After `moved` the names are others: what lies there is listed anew.
        if (outcome === 'read' || outcome === 'moved') return;
      }
    giveUp(files);
  };

  const giveUp = (files: readonly LogFile[]): void => {
    if (position !== null && position.offset > 0) gaps += 1;
    missed = 0;
    const current = files.find(({ suffix }) => suffix === '');
    if (current !== undefined) goTo(current.inode);
  };

  /** Reads on, or finds what was read up to here elsewhere. True when nothing more can be done in this look. */
  const read = async (
    log: Pick<RemoteLog, 'list' | 'read'>,
    { suffix, inode }: LogFile,
    files: readonly LogFile[],
  ): Promise<boolean> => {
    const outcome = await readOn(log, suffix, inode);
    if (outcome === 'moved' || outcome === 'closed') {
      missed += 1;
      if (missed > LINGER && suffix !== '') giveUp(files);
      return true;
    }
    if (outcome === 'read') return false;
    const all = (await log.list('all')).files;
    const offset = position?.offset ?? 0;
    const among = all.filter((file) => file.suffix !== '' && file.inode !== inode && file.size >= offset);
    await readCopies(log, among.reverse(), all);
    return false;
  };

  const step = async (
    log: Pick<RemoteLog, 'list' | 'read'>,
  ): Promise<{ done: boolean; hindrance: LogListing['hindrance'] }> => {
    let { files, hindrance } = await log.list('log');
    const current = files.find(({ suffix }) => suffix === '');
    if (position === null) {
      if (hindrance === 'absent') newborn = true;
      if (current === undefined || hindrance !== null) return { done: true, hindrance };
      if (!newborn) await beginAt(log, current);
      else goTo(current.inode);
      return { done: true, hindrance };
    }
    if (hindrance === 'denied' || hindrance === 'special') return { done: true, hindrance };
    if (spent > most && current !== undefined) {
      gaps += 1;
      spent = 0;
      await beginAt(log, current);
      return { done: false, hindrance };
    }
    if (current?.inode !== position.inode || current.size < position.offset)
      ({ files, hindrance } = await log.list('all'));
    const next = nextLogStep(position, files, quiet);
    switch (next.kind) {
      case 'read':
        if (next.file.size - position.offset > most) {
          gaps += 1;
          await beginAt(log, next.file, next.file.size - most);
          return { done: false, hindrance };
        }
        return { done: await read(log, next.file, files), hindrance };
      case 'copies':
        await readCopies(log, next.among, files);
        return { done: false, hindrance };
      case 'next': {
        // Cut short and grown again to the same length, it would look as if all was read.
        const { inode, offset } = position;
        const left = files.find((file) => file.inode === inode);
        const done = left === undefined ? false : await read(log, left, files);
        if (!done && position.inode === inode && position.offset === offset) goTo(next.file.inode);
        return { done, hindrance };
      }
      case 'wait':
        quiet = next.renamed ? quiet + 1 : 0;
        return { done: true, hindrance };
      case 'missing':
        return { done: true, hindrance };
    }
  };

  return {
    gaps: () => gaps,
    began: () => position !== null,
    place: () => place,
    look: async (log) => {
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        const { done, hindrance } = await step(log);
        if (!done) continue;
        spent = 0;
        if (hindrance === null) most = MOST_BEHIND;
        return { hindrance };
      }
      return { hindrance: null };
    },
  };
};
