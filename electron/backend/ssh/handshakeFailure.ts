import { serverText } from '../../../shared/connections/serverText.ts';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { GreetingWatch } from './greetingWatch.ts';
import { hopFailure, hungUpAtOnce, socketFailure } from './hopFailures.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import type { SignIn } from './signInSteps.ts';

/** How far a connection has come: waiting for SSH's first line, or for common algorithms and a host key; the host key is believed;
 * keys are exchanged; signed in. */
export type HandshakePhase = 'greeting' | 'handshake' | 'signIn' | 'ready';

/** What was known when the way to a shell broke off. */
export interface BrokenHandshake {
  readonly hop: ResolvedHop;
  readonly phase: HandshakePhase;
  /** `level` is ssh2's: client-socket, handshake, protocol, client-authentication, or `closed` for a close without a word; a number as
   * `code` is the reason of an SSH disconnect message, a text that of a socket error. */
  readonly error: Error & { readonly level?: string; readonly code?: unknown };
  readonly greeting: GreetingWatch;
  /** Null where nobody meant to sign in. */
  readonly signIn: SignIn | null;
  readonly agentFault: boolean;
  readonly banner: string;
}

/** Disconnect reasons that say "not you": protocol error (OpenSSH for too many tries), cancelled, no more methods, illegal user. */
const REFUSALS: readonly unknown[] = [2, 13, 14, 15];

/** What a broken handshake means, by phase and code. */
export const handshakeFailure = (broken: BrokenHandshake): SshFailure => {
  const { hop, phase, error, greeting } = broken;
  if (broken.signIn !== null) {
    if (error.level === 'client-authentication') return refused(broken, broken.signIn);
    if (phase === 'signIn' && REFUSALS.includes(error.code)) return refused(broken, broken.signIn);
  }
  const other = greeting.otherProtocol();
  if (other !== null && !greeting.turnedAway())
    return hopFailure(
      hop,
      'not-ssh',
      `${hop.host} speaks ${other} on port ${hop.port}, not SSH.`,
      'Check the port: the SSH port of a server is 22 unless it was changed.',
    );
  if (
    error.level === 'client-socket' &&
    typeof error.code === 'string' &&
    error.code !== 'ECONNRESET' &&
    error.code !== 'EPIPE'
  )
    return socketFailure(hop, error.code);
  if (error.level === 'handshake' && phase === 'greeting')
    return hopFailure(
      hop,
      'no-common-algorithm',
      `${hop.host} and Pitwall know no common way to encrypt (${serverText(error.message, 120)}).`,
      'The SSH server there is very old or very strict: update it, or allow one of today’s algorithms in its sshd_config.',
    );
  const malformed = error.level === 'handshake' || error.level === 'protocol' || error.level === undefined;
  if (malformed && typeof error.code !== 'number' && greeting.identification() !== null)
    return hopFailure(
      hop,
      'not-ssh',
      `The SSH handshake with ${hop.host} broke (${serverText(error.message, 120)}).`,
      'Check that the address is right and that nothing stands in between, then try again.',
    );
  return hungUp(broken);
};

/** Closed without a reason one could name. */
const hungUp = ({ hop, phase, error, greeting, banner }: BrokenHandshake): SshFailure => {
  const said =
    typeof error.code === 'number'
      ? ` It said: "${serverText(error.message, 120)}".`
      : banner === ''
        ? ''
        : ` It said: "${banner}".`;
  if (greeting.identification() === null && !greeting.turnedAway()) return hungUpAtOnce(hop);
  if (greeting.turnedAway())
    return hopFailure(
      hop,
      'connection-lost',
      `${hop.host} has too many connections, or blocks this address for a while.`,
      'Wait some minutes, then look at its sshd log (MaxStartups, PerSourcePenalties).',
    );
  return hopFailure(
    hop,
    'connection-lost',
    `${hop.host} closed the connection during the ${phase === 'signIn' ? 'sign-in' : 'handshake'}.${said}`,
    phase === 'signIn'
      ? 'The account may be locked or not allowed (AllowUsers, /etc/nologin): look at the sshd log on the server.'
      : 'Try again; a busy or restarting server does so (MaxStartups). Its sshd log says why.',
  );
};

const refused = ({ hop, agentFault, banner }: BrokenHandshake, signIn: SignIn): SshFailure => {
  if (agentFault)
    return hopFailure(
      hop,
      'agent-missing',
      `The ssh-agent did not sign for ${hop.where}.`,
      'Unlock the agent or confirm its question, check it with ssh-add -l, then try again.',
    );
  const said = banner === '' ? '' : ` It said: "${banner}".`;
  const left = signIn.left().map((method) => serverText(method, 30));
  if (signIn.partial())
    return hopFailure(
      hop,
      'auth-refused',
      `${hop.where} took ${signIn.method()} but asks for more (${left.slice(0, 6).join(', ')}).${said}`,
      left.includes('password') || left.includes('keyboard-interactive')
        ? 'Enter the password in the connection settings; a one-time code cannot be given.'
        : 'Allow a key alone for this account (AuthenticationMethods publickey).',
    );
  const others = left.length === 0 ? '' : ` It accepts: ${left.slice(0, 6).join(', ')}.`;
  return hopFailure(
    hop,
    'auth-refused',
    `${hop.where} refused ${signIn.method()}.${others}${said}`,
    signIn.method() === 'the password'
      ? 'Check user name and password; Pitwall does not try again by itself, so that the account is not locked.'
      : 'Check the user name, and that the public key is in ~/.ssh/authorized_keys there; Pitwall does not try again by itself.',
  );
};

/** The deadline passed. */
export const timeoutFailure = (hop: ResolvedHop, phase: HandshakePhase): SshFailure =>
  hopFailure(
    hop,
    'timed-out',
    phase === 'signIn'
      ? `${hop.where} did not answer the sign-in in time.`
      : `${hop.host} took the connection on port ${hop.port} but did not finish the SSH handshake in time.`,
    'The server may be overloaded, or the port speaks something else: try again, then look at its sshd log.',
  );
