import { shellQuote } from './shellQuote.ts';

/** Text that a remote POSIX shell may run. Only `sh` makes it, so a bare string is never run by mistake. */
export type RemoteCommand = string & { readonly __remoteCommand: true };

type Word = string | number | readonly string[];

const word = (value: Word): string =>
  typeof value === 'number'
    ? String(value)
    : typeof value === 'string'
      ? shellQuote(value)
      : value.map(shellQuote).join(' ');

/** Writes a remote command; every interpolated value becomes one quoted word, a list becomes several.
 *
 * ```ts
 * sh`git -C ${path} fetch origin`   // git -C '/srv/my app' fetch origin
 * ```
 * Throws RangeError when a value holds a NUL. */
export const sh = (text: TemplateStringsArray, ...values: readonly Word[]): RemoteCommand =>
  text.reduce(
    (all, part, index) => `${all}${index === 0 ? '' : word(values[index - 1] as Word)}${part}`,
    '',
  ) as RemoteCommand;

/** Joins commands that are already safe, one a line. */
export const script = (...lines: readonly RemoteCommand[]): RemoteCommand => lines.join('\n') as RemoteCommand;
