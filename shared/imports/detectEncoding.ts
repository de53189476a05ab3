import type { FileEncoding } from './contract.ts';

/** How the bytes of a file are to be read, or why they are no text, and what to do. */
export type EncodingGuess = { readonly encoding: FileEncoding } | { readonly problem: string };

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte);

/** From the first bytes of a file: UTF-16 by its byte order mark, else UTF-8. Nothing else is guessed, so that no letter is read as another. */
export const detectEncoding = (head: Uint8Array): EncodingGuess => {
  if (startsWith(head, 0xff, 0xfe)) return { encoding: 'utf-16le' };
  if (startsWith(head, 0xfe, 0xff)) return { encoding: 'utf-16be' };
  if (startsWith(head, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8' };
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04))
    return { problem: 'It is a workbook or a ZIP archive, not text. Save it as “CSV UTF-8” or unpack it first.' };
  if (startsWith(head, 0x1f, 0x8b)) return { problem: 'It is compressed. Unpack it first.' };
  const zeros = head.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (zeros === 0) return { encoding: 'utf-8' };
  return zeros * 4 > head.length && head.length > 3
    ? { problem: 'It looks like UTF-16 without a byte order mark. Save it as UTF-8.' }
    : { problem: 'It is not text. Export it as CSV or JSON in UTF-8.' };
};
