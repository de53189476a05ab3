import type { RemoteCommand } from './remoteCommand.ts';
import { shellQuote } from './shellQuote.ts';

/** A command's text for the login shell of any account, which hands it to `sh`.
 *
 * sshd gives every command to the account's login shell. That may be fish or csh, which quote differently, and it may print while it
 * reads its start files. So the text is one that all of them read alike, and the command's own output begins after a line that holds
 * `marker` and the process id of its `sh`: what stands before it is the login shell's, and no such line says that it never began.
 *
 * A quoted word means the same to sh, bash, zsh, ksh, fish and csh unless it holds a backslash (fish), an exclamation mark or a line
 * break (csh); such a command travels as base64, which costs one more process there. `toBase64` encodes UTF-8.
 * Throws RangeError for a NUL and for a command over 80,000 characters: Linux takes no argument over 128 KiB. What is longer goes on stdin. */
export const loginShellCommand = (
  command: RemoteCommand,
  marker: string,
  toBase64: (text: string) => string,
): string => {
  if (command.includes('\0')) throw new RangeError('A remote command cannot hold a NUL character.');
  const sent = /[\\!\r\n]/.test(command)
    ? `exec sh -c 'eval "$(echo ${toBase64(`echo ${marker} $$\n${command}`)} | base64 -d)"'`
    : `exec sh -c ${shellQuote(`echo ${marker} $$;${command}`)}`;
  if (command.length > 80_000 || sent.length > 120_000)
    throw new RangeError('A remote command is too long; send it on stdin.');
  return sent;
};
