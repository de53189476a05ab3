import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { Clock } from '../clock.ts';
import { connectHop } from './connectHop.ts';
import { gatherCredentials } from './credentials.ts';
import type { HopConnection } from './hopConnection.ts';
import { readHostKeyKnowledge } from './hostKeyKnowledge.ts';
import { openTcp } from './openTcp.ts';
import { openThrough } from './openThrough.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { type DialOptions, SSH_TIMINGS } from './sshSurroundings.ts';
import { withDeadline } from './withDeadline.ts';

/** Connections through one another; when one is gone, so are all behind it, and the ones before are ended. */
export interface HopChain {
  readonly last: HopConnection;
  /** Settles when all their sockets are closed, with the reason of the last hop. */
  readonly closed: Promise<SshFailure | null>;
}

/** Connects hop by hop. Rejects with SshError, and then none of the connections is left open.
 *
 * Keys, passphrases and the agent are looked at before the first packet is sent, so that what is wrong here is said without bothering
 * the server. */
export const connectHops = (hops: readonly ResolvedHop[], options: DialOptions): Promise<HopChain> => {
  const timings = { ...SSH_TIMINGS, ...options.timings };
  const { clock, signal, onProgress = () => undefined, platform = process.platform } = options;
  return withDeadline({ clock, ms: timings.connectMs, signal }, async (within) => {
    const prepared = [];
    for (const hop of hops) {
      const credentials = await gatherCredentials(hop, { ...options, platform, signal: within });
      prepared.push({ hop, credentials, knowledge: await readHostKeyKnowledge(hop, options) });
    }
    const open: HopConnection[] = [];
    try {
      for (const { hop, credentials, knowledge } of prepared) {
        const before = open.at(-1) ?? null;
        const socket = await openWay(before, hop, { clock, reachMs: timings.reachMs, signal: within });
        const address = addressOf(socket);
        open.push(
          await connectHop({ hop, socket, address, credentials, knowledge, timings, signal: within, onProgress }),
        );
      }
      return chain(open);
    } catch (error) {
      for (const connection of open) connection.end(null);
      throw error;
    }
  });
};

/** Opens the socket to a hop: directly, or through the one before it. */
export const openWay = (
  before: HopConnection | null,
  hop: ResolvedHop,
  options: { readonly clock: Clock; readonly reachMs: number; readonly signal: AbortSignal },
): Promise<Duplex> => (before === null ? openTcp(hop, options) : openThrough(before, hop, options));

const chain = (open: readonly HopConnection[]): HopChain => {
  const last = open.at(-1);
  if (last === undefined) throw new RangeError('There is no hop to connect to.');
  for (const [index, connection] of open.entries()) {
    const next = open[index + 1];
    if (next === undefined) continue;
    connection.onGone((reason) => next.end(reason));
    next.onGone(() => connection.end(null));
  }
  const closed = Promise.all(open.map((connection) => connection.closed)).then(() => last.closed);
  return { last, closed };
};

/** Who answers, for people. */
export const addressOf = (socket: Duplex): string =>
  socket instanceof Socket ? `${socket.remoteAddress}:${socket.remotePort}` : 'through the jump host';
