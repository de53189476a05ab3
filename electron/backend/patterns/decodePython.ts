import type { UncheckedFile } from '../../../shared/patterns/patternReport.ts';

/** Files beyond it are not read: nobody writes so much Python by hand. */
export const PYTHON_BYTES_MAX = 2 * 1024 * 1024;

/** PEP 263: in the first two lines, of which the first may hold nothing else. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Python's names for what TextDecoder calls otherwise. */
const labels: Readonly<Record<string, string>> = {
  'utf-8-sig': 'utf-8',
  utf8: 'utf-8',
  'latin-1': 'latin1',
  latin_1: 'latin1',
  'iso-latin-1': 'latin1',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  'euc-jp': 'euc-jp',
};

/** The text of a Python file in the encoding that it names, without a byte order mark; or why it cannot be read. */
export const decodePython = (
  bytes: Uint8Array,
): { readonly text: string } | { readonly why: UncheckedFile['why']; readonly message: string } => {
  if (bytes.length > PYTHON_BYTES_MAX)
    return { why: 'huge', message: `It is larger than ${PYTHON_BYTES_MAX / 1024 / 1024} MB, so it was not checked.` };
  if (bytes.includes(0)) return { why: 'binary', message: 'It holds null bytes, so it is no Python source.' };
  const named = encodingOf(bytes);
  const label = named === null ? 'utf-8' : (labels[named.toLowerCase()] ?? named.toLowerCase());
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch (error) {
    const message =
      error instanceof RangeError
        ? `It names the encoding ${named ?? label}, which is not known here.`
        : `It is not valid ${named ?? 'UTF-8'}, and Python would refuse it.`;
    return { why: 'encoding', message };
  }
};

const encodingOf = (bytes: Uint8Array): string | null => {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').replace(/^ï»¿/, '');
  const [first = '', second = ''] = start.split(/\r\n|\r|\n/, 2);
  const found = cookie.exec(first);
  if (found !== null) return found[1] ?? null;
  return /^[ \t\f]*(#.*)?$/.test(first) ? (cookie.exec(second)?.[1] ?? null) : null;
};
