import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText } from './decodeText.ts';
import { gathered } from './testing/gathered.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, void> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const decoded = async (bytes: Uint8Array, size: number, encoding: 'utf-8' | 'utf-16le' | 'utf-16be') =>
  (await gathered(decodeText(pieces(bytes, size), encoding))).join('');

const texts = fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\uFEFF'));
const sizes = fc.integer({ min: 1, max: 7 });

it('P15 decodes text from pieces of any size, also where a letter is cut in two', async () => {
  await fc.assert(
    fc.asyncProperty(texts, sizes, async (text, size) => {
      expect(await decoded(Buffer.from(text), size, 'utf-8')).toBe(text);
      expect(await decoded(Buffer.from(`\uFEFF${text}`), size, 'utf-8')).toBe(text);
      const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
      expect(await decoded(wide, size, 'utf-16le')).toBe(text);
      expect(await decoded(Buffer.from(wide).swap16(), size, 'utf-16be')).toBe(text);
    }),
  );
});

it('P15 names the line whose bytes are not in the encoding, and puts no question marks in their place', async () => {
  const lines = fc.array(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(lines, fc.nat(), async (list, at) => {
      const bad = at % list.length;
      const bytes = Buffer.concat(
        list.map((line, index) =>
          Buffer.concat([
            Buffer.from(index === bad ? `${line}` : line),
            Buffer.from(index === bad ? [0xe9, 0x20, 0x0a] : [0x0a]),
          ]),
        ),
      );
      await expect(decoded(bytes, bytes.length, 'utf-8')).rejects.toMatchObject({
        code: 'FILE_INVALID',
        data: { problems: [{ line: bad + 1 }] },
      });
    }),
  );
  await expect(decoded(Buffer.from([0x61, 0xe2, 0x82]), 2, 'utf-8')).rejects.toMatchObject({ code: 'FILE_INVALID' });
  await expect(decoded(Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 4, 'utf-16le')).rejects.toMatchObject({
    code: 'FILE_INVALID',
  });
});
