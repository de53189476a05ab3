import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/errors.ts';
import { openSpaceReserve } from '../db/spaceReserve.ts';
import { logFolder } from '../logs/testing/logFolder.ts';
import { systemClock } from '../systemClock.ts';
import { createLiveRun, type LiveRun } from './liveRun.ts';
import type { StoredRun } from './runTable.ts';

const disk = mkdtempSync(join(tmpdir(), 'pitwall-disk-'));
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
beforeAll(() => {
  if (!mounted) console.log('Skipped: a log on a full and on a read-only disk, because only root may mount one');
});
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const caught = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it went well');
};

describe.skipIf(!mounted)('the log of a run', () => {
  it('on a full disk takes all of the bytes or none, stays readable, and goes on when there is space', async () => {
    const at = logFolder(disk);
    try {
      const log = at.open();
      const block = Buffer.from('0123456789abcde\n'.repeat(4096));
      let written = 0;
      const error = caught(() => {
        for (;;) {
          log.append(block, written);
          written += 1;
        }
      });
      expect(error).toBeInstanceOf(Failure);
      expect(error).toMatchObject({ code: 'STORAGE', message: expect.stringMatching(/disk .* is full/) });
      expect([log.size, log.lineCount, statSync(at.file('log')).size]).toEqual([
        written * block.length,
        written * 4096,
        written * block.length,
      ]);
      expect(log.page(log.lineCount - 1, 1)[0]?.text).toBe('0123456789abcde');
      expect((await log.search('abc', 3)).lines).toEqual([0, 1, 2]);
      at.closeAll();

      writeFileSync(join(disk, 'rest'), '');
      caught(() => writeFileSync(join(disk, 'rest'), Buffer.alloc(2 * 1024 * 1024)));
      rmSync(at.file('index'));
      const full = at.open();
      expect(full.page(5000, 1)[0]?.text).toBe('0123456789abcde');
      rmSync(join(disk, 'rest'));
      full.append(Buffer.from('more\n'), 1);
      expect(full.page(full.lineCount - 1, 9).map(({ text }) => text)).toEqual(['more']);
      at.closeAll();
      expect(at.open().lineCount).toBe(written * 4096 + 1);
    } finally {
      at.remove();
    }
  });

  it('on a read-only disk can be read', async () => {
    const at = logFolder(disk);
    try {
      at.open().append(Buffer.from('one\ntwo\n'), 1);
      at.closeAll();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const log = at.open();
      expect(log.page(0, 9).map(({ text }) => text)).toEqual(['one', 'two']);
      expect((await log.search('two', 9)).lines).toEqual([1]);
      expect(caught(() => log.append(Buffer.from('x'), 1))).toMatchObject({ code: 'STORAGE' });
      expect(log.lineCount).toBe(2);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      at.remove();
    }
  });
});

describe.skipIf(!mounted)('a run that goes on while the disk is full', () => {
  const run = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const started = Buffer.from(`started 1 id=${run}\n`);
  const fill = () => caught(() => writeFileSync(join(disk, 'ballast'), Buffer.alloc(2 * 1024 * 1024)));
  const open: LiveRun[] = [];
  const follow = (folder: string, reserve = openSpaceReserve(join(disk, 'reserve'))): LiveRun => {
    const stored = { id: run, steps: [], startedAt: null, state: 'preparing', clockOffset: 0 } as unknown as StoredRun;
    const live = createLiveRun(stored, {
      folder,
      clock: systemClock,
      secrets: ['hunter2!'],
      spendReserve: reserve.spend,
      save: () => {},
      publish: () => {},
    });
    open.push(live);
    return live;
  };
  afterEach(() => {
    for (const live of open.splice(0)) live.log.close();
  });

  it('asks again for exactly the bytes it could not keep, secrets that were cut included', () => {
    const at = logFolder(disk);
    try {
      const live = follow(at.folder);
      const sent = Buffer.from(`one\n${'.'.repeat(40_000)} hunter2! two\n`);
      live.appendLog(sent.subarray(0, 2));
      fill();
      live.appendLog(Buffer.from(''));
      const cut = sent.length - 10;
      expect(caught(() => live.appendLog(sent.subarray(2, cut)))).toMatchObject({ code: 'STORAGE' });
      expect(live.logReceived()).toBe(live.log.size);
      rmSync(join(disk, 'ballast'));
      live.appendLog(sent.subarray(live.logReceived(), cut));
      live.appendLog(sent.subarray(live.logReceived()));
      live.finish();
      expect(live.log.bytes(0, 99_999).toString()).toBe(sent.toString().replace('hunter2!', '********'));
    } finally {
      rmSync(join(disk, 'ballast'), { force: true });
      at.remove();
    }
  });

  it('keeps its journal by the reserve, and whole when even that is gone', () => {
    const at = logFolder(disk);
    try {
      const reserve = openSpaceReserve(join(disk, 'reserve'));
      const live = follow(at.folder, reserve);
      live.appendEvents(started);
      expect(reserve.fill()).toBe(true);
      fill();
      const more = Buffer.from(`x${'y'.repeat(9_000)}\n`);
      for (let n = 0; n < 20; n += 1) live.appendEvents(more);
      expect(existsSync(join(disk, 'reserve'))).toBe(false);
      const kept = live.eventsReceived();
      expect(kept).toBe(started.length + 20 * more.length);
      expect(caught(() => live.appendEvents(Buffer.alloc(300_000, 'z')))).toMatchObject({ code: 'STORAGE' });
      expect(live.eventsReceived()).toBe(kept);
      rmSync(join(disk, 'ballast'));
      live.appendEvents(Buffer.from('end\n'));
      expect(follow(at.folder).eventsReceived()).toBe(kept + 4);
    } finally {
      rmSync(join(disk, 'ballast'), { force: true });
      at.remove();
    }
  });
});

it('a log that can be neither read nor made is refused with what to do', () => {
  const at = logFolder();
  try {
    mkdirSync(at.file('log'));
    expect(caught(() => at.open())).toMatchObject({ code: 'STORAGE', data: { act: expect.stringMatching(/\.$/) } });
  } finally {
    at.remove();
  }
});

it('what lies beside a log may be anything', () => {
  const at = logFolder();
  try {
    mkdirSync(at.file('index'));
    mkdirSync(at.file('times'));
    const log = at.open();
    log.append(Buffer.from('one\ntwo\n'), 7);
    expect(log.page(0, 9).map(({ text }) => text)).toEqual(['one', 'two']);
    at.closeAll();
    expect(at.open().lineCount).toBe(2);
    expect(existsSync(at.file('log'))).toBe(true);
  } finally {
    at.remove();
  }
});
