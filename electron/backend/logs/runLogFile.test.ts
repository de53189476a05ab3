import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LINE_SHOWN_MAX } from './logText.ts';
import { openRunLog, type RunLog } from './runLogFile.ts';

const run = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
let folder = '';
const open: RunLog[] = [];
const log = (): RunLog => {
  const opened = openRunLog(folder, run);
  open.push(opened);
  return opened;
};
const file = (end: string) => join(folder, `${run}.${end}`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-log-'));
});
afterEach(() => {
  for (const each of open.splice(0)) each.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every line, read in pages of a size that meets no boundary. */
const allText = (from: RunLog): readonly string[] => {
  const lines: string[] = [];
  while (lines.length < from.lineCount) {
    const page = from.page(lines.length, 177);
    if (page.length === 0) throw new Error(`nothing at line ${lines.length} of ${from.lineCount}`);
    expect(page.map(({ number }) => number)).toEqual(page.map((_, index) => lines.length + index));
    lines.push(...page.map(({ text }) => text));
  }
  return lines;
};

const plainLine = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '漢', '🏁'), maxLength: 12 });

describe('the log of a run', () => {
  it('gives the same lines however the bytes came, now and after it was opened again', () => {
    fc.assert(
      fc.property(
        fc.array(plainLine, { maxLength: 1200 }),
        fc.boolean(),
        fc.array(fc.nat(20_000)),
        (lines, ended, cuts) => {
          rmSync(folder, { recursive: true, force: true });
          const text = lines.join('\n') + (ended ? '\n' : '');
          const bytes = Buffer.from(text);
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
          const written = log();
          for (const [index, end] of places.slice(1).entries())
            written.append(bytes.subarray(places[index], end), index);
          const expected = text === '' ? [] : ended ? lines : lines.at(-1) === '' ? lines.slice(0, -1) : lines;
          expect(allText(written)).toEqual(expected.length === 0 && text !== '' ? [''] : expected);
          expect(readFileSync(file('log')).equals(bytes)).toBe(true);
          const again = log();
          expect([again.size, again.lineCount, allText(again)]).toEqual([
            bytes.length,
            written.lineCount,
            allText(written),
          ]);
          for (const each of open.splice(0)) each.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('trusts the log alone: a torn, wrong or missing index is made anew', () => {
    const first = log();
    const text = Array.from({ length: 3000 }, (_, n) => `line ${n}\n`).join('');
    first.append(Buffer.from(text), 5);
    first.close();
    const index = readFileSync(file('index'));
    for (const wrong of [Buffer.alloc(0), index.subarray(0, 11), Buffer.alloc(400, 7), Buffer.concat([index, index])]) {
      writeFileSync(file('index'), wrong);
      const again = log();
      expect(again.lineCount).toBe(3000);
      expect(again.page(2999, 5).map((line) => line.text)).toEqual(['line 2999']);
      again.close();
    }
    truncateSync(file('log'), 100);
    expect(log().page(0, 1)[0]?.text).toBe('line 0');
    appendFileSync(file('log'), 'more\n');
    rmSync(file('index'));
    rmSync(file('times'));
    expect(log().page(0, 1)[0]).toMatchObject({ text: 'line 0', at: null });
  });

  it('holds every byte as it came', () => {
    const all = Buffer.from(Array.from({ length: 1024 }, (_, n) => n % 256));
    const own = log();
    own.append(all, 1);
    expect(own.bytes(0, 5000).equals(all)).toBe(true);
    expect(own.bytes(1000, 5000).equals(all.subarray(1000))).toBe(true);
    expect(own.bytes(5000, 10).length).toBe(0);
  });

  it('D12 cuts a line of 10 MB for display and says how long it is', () => {
    const own = log();
    own.append(Buffer.from('before\n'), 1);
    for (let n = 0; n < 10; n += 1) own.append(Buffer.alloc(1024 * 1024, 'x'), 2);
    own.append(Buffer.from('\nafter\n'), 3);
    const [before, long, after] = own.page(0, 10);
    expect([before?.text, after?.text]).toEqual(['before', 'after']);
    expect(long).toMatchObject({ bytes: 10 * 1024 * 1024, cut: true });
    expect(long?.text.length).toBe(LINE_SHOWN_MAX);
  });

  it('knows when lines arrived and which line a byte belongs to', () => {
    const own = log();
    own.append(Buffer.from('a\nbb\n'), 1_000);
    own.append(Buffer.from('ccc\n'), 2_000);
    expect(own.page(0, 9).map(({ at }) => at)).toEqual([1_000, 1_000, 2_000]);
    expect([0, 1, 2, 4, 5, 8, 99].map((offset) => own.lineAt(offset))).toEqual([0, 0, 1, 1, 2, 2, 2]);
  });

  it('D12 finds the lines that grep finds, over every chunk boundary', async () => {
    const own = log();
    const lines = Array.from(
      { length: 60_000 },
      (_, n) => `${'.'.repeat(n % 97)} ${n % 1000 === 0 ? 'Error: needle' : 'fine'} ${n}`,
    );
    own.append(Buffer.from(`${lines.join('\n')}\n`), 1);
    const expected = lines.flatMap((line, n) => (line.includes('needle') ? [n] : []));
    expect((await own.search('needle', 10_000)).lines).toEqual(expected);
    expect((await own.search('error', 10_000)).lines).toEqual(expected);
    expect((await own.search('ERROR', 10_000)).lines).toEqual([]);
    expect(await own.search('needle', 3)).toEqual({ lines: expected.slice(0, 3), truncated: true });
    expect((await own.search('no such text', 10)).lines).toEqual([]);
  });

  it('finds any text in any lines as includes() does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(plainLine, { maxLength: 50 }),
        fc.constantFrom('a', 'ab', ' b', 'é', '漢a', '🏁'),
        async (lines, text) => {
          rmSync(folder, { recursive: true, force: true });
          const own = log();
          own.append(Buffer.from(lines.join('\n')), 1);
          const expected = lines.flatMap((line, n) => (line.includes(text) ? [n] : []));
          expect((await own.search(text, 1000)).lines).toEqual(expected);
          for (const each of open.splice(0)) each.close();
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is private', () => {
    log().append(Buffer.from('x'), 1);
    for (const end of ['log', 'index', 'times']) expect(statSync(file(end)).mode & 0o777).toBe(0o600);
  });
});
