import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LINE_SHOWN_MAX, logText } from './logText.ts';
import type { RunLog } from './runLogFile.ts';
import { type LogFolder, logFolder } from './testing/logFolder.ts';

let at: LogFolder;
beforeEach(() => {
  at = logFolder();
});
afterEach(() => at.remove());

const KIB = 1024;
/** Lengths around what is shown of a line, what is read at a time and where the index has its entries; mostly short ones. */
const length = fc.oneof(
  { weight: 12, arbitrary: fc.nat(200) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      LINE_SHOWN_MAX - 1,
      LINE_SHOWN_MAX,
      LINE_SHOWN_MAX + 1,
      64 * KIB - 1,
      64 * KIB,
      64 * KIB + 1,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(128 * KIB - 1, 128 * KIB, 128 * KIB + 1, 300 * KIB) },
);
const logBytes = fc
  .record({
    lengths: fc.array(length, { maxLength: 120 }),
    times: fc.integer({ min: 1, max: 8 }),
    ended: fc.boolean(),
    seed: fc.nat(255),
  })
  .map(({ lengths, times, ended, seed }) => {
    const lines = Array.from({ length: times }, () => lengths)
      .flat()
      .map((bytes, n) => Buffer.alloc(bytes, 0x41 + ((n + seed) % 26)));
    const parts = lines.flatMap((line) => [line, Buffer.from('\n')]);
    return Buffer.concat(ended ? parts : parts.slice(0, -1));
  });

/** What the log must say, by the plainest reading of the bytes. */
const plainLines = (bytes: Buffer): readonly { start: number; bytes: Buffer }[] => {
  const lines: { start: number; bytes: Buffer }[] = [];
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    lines.push({ start, bytes: bytes.subarray(start, end) });
    start = end + 1;
  }
  return lines;
};

const write = (log: RunLog, bytes: Buffer, cuts: readonly number[]) => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [index, end] of places.slice(1).entries()) log.append(bytes.subarray(places[index], end), index);
};

const expectSame = (log: RunLog, bytes: Buffer, from: number, count: number) => {
  const lines = plainLines(bytes);
  expect([log.size, log.lineCount]).toEqual([bytes.length, lines.length]);
  const page = log.page(from, count);
  expect(page.length).toBeGreaterThanOrEqual(Math.min(1, Math.max(0, Math.min(count, lines.length - from))));
  for (const [index, line] of page.entries()) {
    const want = lines[from + index]?.bytes ?? Buffer.alloc(0);
    expect([line.number, line.bytes, line.cut]).toEqual([from + index, want.length, want.length > LINE_SHOWN_MAX]);
    expect(line.text === logText(want.subarray(0, LINE_SHOWN_MAX + 1))).toBe(true);
  }
};

describe('a page of a log', () => {
  it('D12 holds the lines that are there, wherever it begins, however long they are, however they came, now and after a restart', () => {
    fc.assert(
      fc.property(
        logBytes,
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(300)), { minLength: 1, maxLength: 6 }),
        (bytes, cuts, pages) => {
          at.remove();
          at = logFolder();
          const log = at.open();
          write(log, bytes, cuts);
          for (const [from, count] of pages) expectSame(log, bytes, from, count);
          at.closeAll();
          const again = at.open();
          for (const [from, count] of pages) expectSame(again, bytes, from, count);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says of every byte in which line it lies', () => {
    fc.assert(
      fc.property(logBytes, fc.array(fc.nat(), { minLength: 1, maxLength: 20 }), (bytes, places) => {
        at.remove();
        at = logFolder();
        const log = at.open();
        log.append(bytes, 1);
        const lines = plainLines(bytes);
        for (const place of places.map((each) => each % (bytes.length + 1))) {
          const before = lines.filter(({ start }) => start <= place).length - 1;
          expect(log.lineAt(place)).toBe(place < bytes.length ? before : Math.max(0, lines.length - 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is right whatever the index beside the log says', () => {
    const text = Buffer.from(Array.from({ length: 5000 }, (_, n) => `line ${n} ${'.'.repeat(n % 90)}\n`).join(''));
    at.open().append(text, 1);
    at.closeAll();
    const stored = readFileSync(at.file('index'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.tuple(fc.nat(stored.length - 1), fc.nat(255)).map(([place, byte]) => {
            const changed = Buffer.from(stored);
            changed[place] = byte;
            return changed;
          }),
          fc.nat(stored.length).map((size) => stored.subarray(0, size)),
        ),
        fc.nat(4999),
        (index, from) => {
          writeFileSync(at.file('index'), index);
          expectSame(at.open(), text, from, 3);
          at.closeAll();
          expect(readFileSync(at.file('index')).equals(stored)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of enormous lines ends early, but is never empty before the end', () => {
    const log = at.open();
    const line = Buffer.alloc(LINE_SHOWN_MAX, 'x');
    for (let n = 0; n < 1000; n += 1) log.append(Buffer.concat([line, Buffer.from('\n')]), 1);
    const page = log.page(0, 1000);
    expect(page.length).toBe(256);
    expect(log.page(999, 1000)).toHaveLength(1);
    expect([log.page(1000, 5), log.page(0, 0), log.page(5, -1)]).toEqual([[], [], []]);
  });
});

describe('the time of a line', () => {
  it('is when its first byte came; it is unknown where that was lost, and never another line’s', () => {
    const log = at.open();
    for (let n = 0; n < 9; n += 1) log.append(Buffer.from(`${n}\n`), n * 1000);
    at.closeAll();
    const whole = readFileSync(at.file('times'));
    const times = () =>
      at
        .open()
        .page(0, 9)
        .map((line) => line.at);
    expect(times()).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000]);
    at.closeAll();
    writeFileSync(at.file('times'), Buffer.concat([whole.subarray(0, 3 * 16 + 7)]));
    const torn = at.open();
    torn.append(Buffer.from('9\n'), 9000);
    expect(torn.page(0, 10).map((line) => line.at)).toEqual([0, 1000, 2000, 2000, 2000, 2000, 2000, 2000, 2000, 9000]);
    at.closeAll();
    expect(at.open().page(9, 1)[0]?.at).toBe(9000);
    at.closeAll();
    writeFileSync(at.file('times'), Buffer.alloc(160, 0xff));
    expect(times().every((time) => time === null)).toBe(true);
  });

  it('is not that of bytes which a crash took away', () => {
    const log = at.open();
    log.append(Buffer.from('kept\n'), 1000);
    log.append(Buffer.from('lost\n'), 9000);
    at.closeAll();
    truncateSync(at.file('log'), 5);
    const again = at.open();
    again.append(Buffer.from('new\n'), 20_000);
    expect(again.page(0, 9).map(({ text, at: time }) => [text, time])).toEqual([
      ['kept', 1000],
      ['new', 20_000],
    ]);
  });

  it('follows a clock that is set back', () => {
    const log = at.open();
    log.append(Buffer.from('a\n'), 5000);
    log.append(Buffer.from('b\n'), 1000);
    expect(log.page(0, 2).map((line) => line.at)).toEqual([5000, 1000]);
  });
});
