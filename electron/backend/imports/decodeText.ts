import { isUtf8 } from 'node:buffer';
import type { FileEncoding } from '../../../shared/imports/contract.ts';
import { fileInvalid } from './fileInvalid.ts';

const NEWLINE = 0x0a;

/** The text of a file piece by piece, without its byte order mark.
 *
 * No byte is replaced by a question mark: what does not fit the encoding ends in FILE_INVALID with the line. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: FileEncoding,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 0;
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return decoder.decode(bytes, { stream });
    } catch {
      throw notText(encoding, lines + 1 + badLine(bytes));
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk, true);
    if (text !== '') yield text;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  }
  const rest = decode(new Uint8Array(), false);
  if (rest !== '') yield rest;
}

const notText = (encoding: FileEncoding, line: number) =>
  encoding === 'utf-8'
    ? fileInvalid('The text is not in UTF-8. Save the file as “CSV UTF-8”, or export it again.', line)
    : fileInvalid('The text is not in UTF-16, although its first bytes say so. Save the file as UTF-8.');

/** How many lines of the bytes are good before the one that is not. */
const badLine = (bytes: Uint8Array): number => {
  let line = 0;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(NEWLINE, from);
    const until = end < 0 ? bytes.length : end;
    // The first line may go on with a letter that began in the bytes before.
    if (from > 0 && !isUtf8(bytes.subarray(from, until))) return line;
    from = until + 1;
  }
  return 0;
};
