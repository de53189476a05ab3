import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LogFolder, logFolder } from './testing/logFolder.ts';

let at: LogFolder;
beforeEach(() => {
  at = logFolder();
});
afterEach(() => at.remove());

const MIB = 1024 * 1024;

describe('searching a log', () => {
  it('D12 finds what includes() finds; case is ignored when the text has no capital, in every alphabet', async () => {
    const letters = fc.constantFrom(...'aAbB1 -äÄéÉßжЖσΣ漢🏁');
    const word = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 60 }),
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        async (lines, wanted) => {
          at.remove();
          at = logFolder();
          const text = wanted.join('');
          const log = at.open();
          log.append(Buffer.from(lines.join('\n')), 1);
          const anyCase = text === text.toLowerCase();
          // A final sigma is a letter of its own here, as it is in the bytes.
          const fold = (line: string) => (anyCase ? [...line].map((each) => each.toLowerCase()).join('') : line);
          const expected = lines.flatMap((line, n) => (fold(line).includes(text) ? [n] : []));
          expect((await log.search(text, 1000)).lines).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('finds a text that lies across the place where one read ends and the next begins', async () => {
    for (const text of ['needle', 'Needle', 'nädle']) {
      at.remove();
      at = logFolder();
      const log = at.open();
      const bytes = Buffer.alloc(3 * MIB, '.');
      const needle = Buffer.from(text);
      for (let n = -needle.length; n <= 1; n += 1) bytes.write('\n', 200 * (n + 20));
      needle.copy(bytes, MIB - 3);
      bytes.write('\n', MIB + 100);
      needle.copy(bytes, 2 * MIB - needle.length);
      bytes.write('\n', 2 * MIB);
      needle.copy(bytes, 2 * MIB + 1);
      log.append(bytes, 1);
      const lines = bytes.toString().split('\n');
      const expected = lines.flatMap((line, n) => (line.includes(text) ? [n] : []));
      expect(expected).toHaveLength(3);
      expect((await log.search(text, 99)).lines).toEqual(expected);
    }
  });

  it('tells a line once, however often it holds the text, and stops at the limit', async () => {
    const log = at.open();
    log.append(Buffer.from('aaaa\nb\n'.repeat(50)), 1);
    expect(await log.search('a', 50)).toEqual({ lines: Array.from({ length: 50 }, (_, n) => n * 2), truncated: false });
    expect(await log.search('a', 49)).toMatchObject({ truncated: true });
    expect(await log.search('a\nb', 9)).toEqual({ lines: [], truncated: false });
  });

  it('finds bytes that are not text beside it, and changes nothing in the log', async () => {
    const log = at.open();
    const bytes = Buffer.concat([Buffer.from([0, 255, 254, 10, 128]), Buffer.from('ERROR'), Buffer.from([0xc3, 10])]);
    log.append(bytes, 1);
    expect((await log.search('error', 9)).lines).toEqual([1]);
    expect(log.bytes(0, 99).equals(bytes)).toBe(true);
  });

  it('lets other work have its turn', async () => {
    const log = at.open();
    const block = Buffer.alloc(8 * MIB, 'x');
    for (let n = 0; n < 12; n += 1) log.append(block, 1);
    let turns = 0;
    const count = () => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await log.search('no such text', 9);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(2);
  });

  it('ends when its reader goes, and goes on when the log is closed meanwhile', async () => {
    const log = at.open();
    const block = Buffer.alloc(8 * MIB, 'x');
    for (let n = 0; n < 6; n += 1) log.append(block, 1);
    log.append(Buffer.from('\nneedle\n'), 1);
    const stop = new AbortController();
    const stopped = log.search('needle', 9, stop.signal);
    stop.abort(new Error('gone'));
    await expect(stopped).rejects.toThrow('gone');
    const searching = log.search('needle', 9);
    log.close();
    expect((await searching).lines).toEqual([1]);
    log.close();
  });
});
