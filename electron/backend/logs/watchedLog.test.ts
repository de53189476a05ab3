import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../systemClock.ts';
import { createRedactor } from './redactor.ts';
import type { RunLog } from './runLogFile.ts';
import { type LogFolder, logFolder } from './testing/logFolder.ts';
import { createWatchedLog } from './watchedLog.ts';

let folder: LogFolder;
let log: RunLog;
let full = false;
beforeEach(() => {
  folder = logFolder();
  log = folder.open();
  full = false;
});
afterEach(() => {
  folder.closeAll();
  folder.remove();
});

/** The real log on a disk that is full from time to time. */
const onDisk = (): RunLog => ({
  get size() {
    return log.size;
  },
  get lineCount() {
    return log.lineCount;
  },
  append: (bytes, at) => {
    if (full) throw new Error('the disk is full');
    log.append(bytes, at);
  },
  page: log.page,
  search: log.search,
  lineAt: log.lineAt,
  bytes: log.bytes,
  close: log.close,
});
const watched = (max = 1000) =>
  createWatchedLog(onDisk(), { redactor: createRedactor([]), clock: systemClock, max, cutNote: '[cut here]' });
const text = () => log.bytes(0, 10_000).toString('utf8');

describe('a watched log', () => {
  it('T8 says in its place what a full disk did not take, and goes on', () => {
    const one = watched();
    one.append(Buffer.from('first\n'));
    full = true;
    one.append(Buffer.from('lost\n'));
    one.append(Buffer.from('lost, too\n'));
    full = false;
    one.append(Buffer.from('last\n'));
    expect(text()).toBe('first\n\n[Pitwall] 15 bytes are missing here: the disk took nothing.\nlast\n');
  });

  it('T8 keeps no more than its cap, and says so once', () => {
    const one = watched(8);
    for (const part of ['12345', '67890', 'abc']) one.append(Buffer.from(part));
    one.finish();
    expect(text()).toBe('12345678\n[cut here]\n');
  });

  it('T8 tells its watchers of every growth and of its end', async () => {
    const one = watched();
    const heard: (readonly [number, boolean])[] = [];
    const following = (async () => {
      for await (const { bytes, done } of one.watch(new AbortController().signal)) {
        heard.push([bytes, done]);
        if (bytes === 0) one.append(Buffer.from('a line\n'));
        else one.finish();
      }
    })();
    await following;
    expect(heard).toEqual([
      [0, false],
      [7, false],
      [7, true],
    ]);
  });
});
