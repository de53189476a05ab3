import type { Readable } from 'node:stream';
import { serverText } from '../../../shared/connections/serverText.ts';

/** As much of the first bytes as is looked at. */
const LOOK = 2048;

export interface GreetingWatch {
  /** The server's identification line, e.g. `SSH-2.0-OpenSSH_9.2p1`; null until it came. */
  readonly identification: () => string | null;
  /** What answers in SSH's place, in words; null when not a byte came. */
  readonly otherProtocol: () => string | null;
  /** True when it is an SSH server that turns this address away for now: OpenSSH's words for MaxStartups and PerSourcePenalties. */
  readonly turnedAway: () => boolean;
}

/** Reads along what a server says first, to tell a port that speaks something else from a server that hangs up. */
export const watchGreeting = (socket: Readable): GreetingWatch => {
  let seen = Buffer.alloc(0);
  let line: string | null = null;
  const look = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk.subarray(0, LOOK - seen.length)]);
    line = /^SSH-[^\r\n]*(?=[\r\n])/m.exec(seen.toString('latin1'))?.[0] ?? null;
    if (line !== null || seen.length >= LOOK) socket.off('data', look);
  };
  socket.on('data', look);
  return {
    identification: () => (line === null ? null : serverText(line, 100)),
    turnedAway: () => /^(Exceeded MaxStartups|Not allowed at this time)\r?$/m.test(seen.toString('latin1')),
    otherProtocol: () => {
      if (line !== null || seen.length === 0) return null;
      const text = seen.toString('latin1');
      if (/^HTTP\/\d|^<(!doctype )?html/i.test(text)) return 'HTTP';
      if (seen[0] === 0x15 && seen[1] === 3) return 'TLS';
      if (/^(220|554)[ -]/.test(text)) return 'SMTP or FTP';
      return `something else ("${serverText(text, 60)}")`;
    },
  };
};
