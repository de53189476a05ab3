import type { Duplex } from 'node:stream';
import ssh2, { type Client } from 'ssh2';
import { type HostKeyKnowledge, judgeHostKey, knownTypes } from '../../../shared/connections/judgeHostKey.ts';
import { unpadded } from '../../../shared/connections/readKnownHostsText.ts';
import { serverText } from '../../../shared/connections/serverText.ts';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { Credentials } from './credentials.ts';
import { watchGreeting } from './greetingWatch.ts';
import { type HandshakePhase, handshakeFailure, timeoutFailure } from './handshakeFailure.ts';
import type { HopConnection } from './hopConnection.ts';
import { cancelledFailure, hopFailure, lostFailure } from './hopFailures.ts';
import { hostKeyFailure } from './hostKeyFailure.ts';
import { fingerprintOf, keyTypeOf } from './hostKeyKnowledge.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { serverHostKeyAlgorithms } from './serverHostKeyAlgorithms.ts';
import { signInSteps } from './signInSteps.ts';
import { SshError } from './sshSession.ts';
import type { ConnectProgress, SshTimings } from './sshSurroundings.ts';
import { OUT_OF_TIME } from './withDeadline.ts';

/** A connection that does not take its goodbye in this time is cut. */
const GOODBYE_MS = 1000;

export interface ConnectHopOptions {
  readonly hop: ResolvedHop;
  /** TCP, or a channel of the jump host before. */
  readonly socket: Duplex;
  readonly address: string;
  readonly credentials: Credentials;
  readonly knowledge: () => HostKeyKnowledge;
  readonly timings: SshTimings;
  /** The caller's wish to stop, or OUT_OF_TIME. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ConnectProgress) => void;
}

/** Speaks SSH over a socket: verifies the host key, signs in. Rejects with SshError, and then the socket is destroyed.
 *
 * Nothing of the sign-in leaves this machine before the host key is believed: ssh2 asks the verifier within the key exchange, and the
 * verifier answers on the spot. */
export const connectHop = (options: ConnectHopOptions): Promise<HopConnection> =>
  new Promise((resolve, reject) => {
    const { hop, socket, credentials, knowledge, timings, signal, onProgress } = options;
    const client: Client = new ssh2.Client();
    const signIn = signInSteps(hop.user, credentials);
    let phase: HandshakePhase = 'greeting';
    let hostKeyVerdict: SshFailure | null = null;
    let believed: { readonly type: string; readonly fingerprint: string; readonly source: string } | null = null;
    let agentFault = false;
    let banner = '';
    let gone: { readonly reason: SshFailure | null } | null = null;
    const listeners = new Set<(reason: SshFailure | null) => void>();
    const { promise: closed, resolve: settleClosed } = Promise.withResolvers<SshFailure | null>();

    const cut = () => {
      client.destroy();
      socket.destroy();
    };
    const lose = (reason: SshFailure | null) => {
      if (gone !== null) return;
      gone = { reason };
      signal.removeEventListener('abort', onAbort);
      if (phase !== 'ready') reject(new SshError(reason ?? cancelledFailure(hop)));
      if (phase === 'ready' && reason === null) client.end();
      else cut();
      setTimeout(() => {
        cut();
        settleClosed(reason);
      }, GOODBYE_MS).unref();
      for (const listener of [...listeners]) listener(reason);
      listeners.clear();
    };
    const fail = (error: Error & { readonly level?: string; readonly code?: unknown }) => {
      if (phase === 'ready') lose(hostKeyVerdict ?? lostFailure(hop, whyLost(error)));
      else lose(hostKeyVerdict ?? handshakeFailure({ hop, phase, error, greeting, signIn, agentFault, banner }));
    };
    const onAbort = () => lose(signal.reason === OUT_OF_TIME ? timeoutFailure(hop, phase) : cancelledFailure(hop));

    client.on('error', (error: Error & { readonly level?: string; readonly code?: unknown }) => {
      // The agent refused or failed to sign with one key; ssh2 goes on with the next one.
      if (error.level === 'agent') agentFault = true;
      else fail(error);
    });
    client.on('close', () => {
      fail(Object.assign(new Error('closed'), { level: 'closed' }));
      settleClosed(gone?.reason ?? null);
    });
    client.on('banner', (text) => {
      banner = serverText(text, 200);
    });
    client.on('change password', () =>
      lose(
        hopFailure(
          hop,
          'auth-refused',
          `The password of ${hop.where} has expired.`,
          `Sign in once by hand and set a new one: ssh -p ${hop.port} ${hop.user}@${hop.host}.`,
        ),
      ),
    );
    client.on('handshake', () => {
      // Only now has the server proved that it holds the key it showed; a key exchange later on changes nothing.
      if (phase === 'ready' || believed === null) return;
      phase = 'signIn';
      onProgress({ kind: 'hostKeyTrusted', hop: hop.role, where: hop.where, ...believed });
    });
    client.on('ready', () => {
      phase = 'ready';
      signal.removeEventListener('abort', onAbort);
      client.setNoDelay(true);
      onProgress({
        kind: 'signedIn',
        hop: hop.role,
        where: hop.where,
        method: signIn.method(),
        server: greeting.identification() ?? '',
      });
      resolve({
        client,
        hop,
        closed,
        onGone: (listener) => {
          if (gone !== null) listener(gone.reason);
          else listeners.add(listener);
          return () => listeners.delete(listener);
        },
        end: lose,
      });
    });

    const believe = (key: Buffer): boolean => {
      const offered = { host: hop.host, port: hop.port, type: keyTypeOf(key), fingerprint: fingerprintOf(key) };
      const verdict = judgeHostKey({ type: offered.type, key: unpadded(key.toString('base64')) }, knowledge());
      hostKeyVerdict = hostKeyFailure(hop, offered, verdict);
      if (verdict.kind !== 'trusted') return false;
      if (phase !== 'ready') {
        phase = 'handshake';
        believed = { type: offered.type, fingerprint: offered.fingerprint, source: verdict.by.source };
      }
      return true;
    };

    signal.addEventListener('abort', onAbort, { once: true });
    socket.pause();
    const greeting = watchGreeting(socket);
    client.connect({
      sock: socket,
      username: hop.user,
      ident: 'Pitwall',
      readyTimeout: 0,
      keepaliveInterval: timings.keepaliveMs,
      keepaliveCountMax: timings.keepaliveCount,
      algorithms: { serverHostKey: serverHostKeyAlgorithms(knownTypes(knowledge())) },
      hostVerifier: believe,
      authHandler: (left: readonly string[] | null, partial: boolean | null) => signIn.next(left, partial),
    });
    onProgress({ kind: 'reached', hop: hop.role, where: hop.where, address: options.address });
    if (signal.aborted) onAbort();
  });

const whyLost = (error: Error & { readonly level?: string; readonly code?: unknown }): string => {
  if (error.level === 'client-timeout') return 'the server has not answered any more';
  if (error.level === 'closed') return 'the server closed it';
  if (typeof error.code === 'string') return serverText(error.code, 30);
  return typeof error.code === 'number'
    ? `the server said "${serverText(error.message, 120)}"`
    : serverText(error.message, 120);
};
