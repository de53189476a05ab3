import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import {
  type HostKeyKnowledge,
  type HostKeyVerdict,
  judgeHostKey,
  knownTypes,
} from '../../../shared/connections/judgeHostKey.ts';
import { unpadded } from '../../../shared/connections/readKnownHostsText.ts';
import type { HostKey } from '../../../shared/connections/sshFailure.ts';
import { addressOf, connectHops, openWay } from './connectHops.ts';
import { watchGreeting } from './greetingWatch.ts';
import { handshakeFailure, timeoutFailure } from './handshakeFailure.ts';
import { cancelledFailure } from './hopFailures.ts';
import { fingerprintOf, keyTypeOf, readHostKeyKnowledge } from './hostKeyKnowledge.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { serverHostKeyAlgorithms } from './serverHostKeyAlgorithms.ts';
import { SshError } from './sshSession.ts';
import { type DialOptions, SSH_TIMINGS } from './sshSurroundings.ts';
import { OUT_OF_TIME, withDeadline } from './withDeadline.ts';

export interface ScannedHostKey {
  readonly offered: HostKey;
  /** The whole public key. */
  readonly key: Buffer;
  readonly verdict: HostKeyVerdict;
  readonly address: string;
}

/** Reads the host key a server shows now, and has it prove that it holds it; signs in nowhere but to the jump hosts before it.
 *
 * Asks in the same order as a connection does, so that it is shown the same key. Rejects with SshError. */
export const scanHostKey = (
  hop: ResolvedHop,
  jumps: readonly ResolvedHop[],
  options: DialOptions,
): Promise<ScannedHostKey> => {
  const timings = { ...SSH_TIMINGS, ...options.timings };
  const { clock, signal } = options;
  return withDeadline({ clock, ms: timings.connectMs, signal }, async (within) => {
    const before = jumps.length === 0 ? null : (await connectHops(jumps, { ...options, signal: within })).last;
    try {
      const knowledge = (await readHostKeyKnowledge(hop, options))();
      const socket = await openWay(before, hop, { clock, reachMs: timings.reachMs, signal: within });
      return await readKey({ hop, socket, knowledge, within });
    } finally {
      before?.end(null);
    }
  });
};

const readKey = ({
  hop,
  socket,
  knowledge,
  within,
}: {
  readonly hop: ResolvedHop;
  readonly socket: Duplex;
  readonly knowledge: HostKeyKnowledge;
  readonly within: AbortSignal;
}): Promise<ScannedHostKey> =>
  new Promise<ScannedHostKey>((resolve, reject) => {
    const client = new ssh2.Client();
    const address = addressOf(socket);
    let key: Buffer | null = null;
    const over = (finish: () => void) => {
      within.removeEventListener('abort', onAbort);
      client.destroy();
      socket.destroy();
      finish();
    };
    const onAbort = () =>
      over(() =>
        reject(new SshError(within.reason === OUT_OF_TIME ? timeoutFailure(hop, 'greeting') : cancelledFailure(hop))),
      );
    const fail = (error: Error & { readonly level?: string; readonly code?: unknown }) => {
      const phase = key === null ? 'greeting' : 'handshake';
      const broken = { hop, phase, error, greeting, signIn: null, agentFault: false, banner: '' } as const;
      over(() => reject(new SshError(handshakeFailure(broken))));
    };
    client.on('error', fail);
    client.on('close', () => fail(Object.assign(new Error('closed'), { level: 'closed' })));
    // The socket is destroyed within the event: not even the wish to sign in is sent.
    client.on('handshake', () =>
      over(() => {
        if (key === null) return;
        const offered = { host: hop.host, port: hop.port, type: keyTypeOf(key), fingerprint: fingerprintOf(key) };
        const verdict = judgeHostKey({ type: offered.type, key: unpadded(key.toString('base64')) }, knowledge);
        resolve({ offered, key, verdict, address });
      }),
    );
    within.addEventListener('abort', onAbort, { once: true });
    socket.pause();
    const greeting = watchGreeting(socket);
    client.connect({
      sock: socket,
      username: hop.user,
      ident: 'Pitwall',
      readyTimeout: 0,
      algorithms: { serverHostKey: serverHostKeyAlgorithms(knownTypes(knowledge)) },
      hostVerifier: (shown: Buffer) => {
        key = Buffer.from(shown);
        return true;
      },
      authHandler: () => false,
    });
    if (within.aborted) onAbort();
  });
