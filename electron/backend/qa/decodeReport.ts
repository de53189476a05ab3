/** The text of a report's bytes: by its byte order mark, else by what its XML declaration says, else UTF-8. Never throws.
 *
 * `replaced` says that some bytes were none of that encoding and stand as U+FFFD. */
export const decodeReport = (bytes: Buffer): { readonly text: string; readonly replaced: boolean } => {
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), replaced: false };
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    return { text, replaced: true };
  }
};

const known = new Set(['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-16']);

const encodingOf = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const declared = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(bytes.toString('latin1', 0, 300));
  const name = declared?.[1]?.toLowerCase() ?? 'utf-8';
  // Without a mark the file is no UTF-16, whatever it says of itself.
  return known.has(name) && name !== 'utf-16' ? name : 'utf-8';
};
