import { shellQuote } from './shellQuote.ts';

/** Text that a remote POSIX shell may run. Only `sh` makes it, so a bare string is never run by mistake. */
export type RemoteCommand = string & { readonly __remoteCommand: true };

/** A command that is put into another one as it is. */
interface Verbatim {
  readonly verbatim: RemoteCommand;
}

type Word = string | number | readonly string[] | Verbatim;

const word = (value: Word): string => {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return shellQuote(value);
  return 'verbatim' in value ? value.verbatim : value.map(shellQuote).join(' ');
};

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

/** Marks a command for `sh`, which then takes it as it is and not as one word. */
export const verbatim = (command: RemoteCommand): Verbatim => ({ verbatim: command });

/** Joins commands that are already safe, one a line. */
export const script = (...lines: readonly RemoteCommand[]): RemoteCommand => lines.join('\n') as RemoteCommand;
