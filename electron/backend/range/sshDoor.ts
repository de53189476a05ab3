import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2';
import type { Log } from '../log.ts';
import type { RangeKey } from './rangeKeys.ts';
import { PRACTICE_USER } from './rangePaths.ts';
import { type CommandPlace, type RunningCommand, runCommand } from './runCommand.ts';

/** As sshd's LoginGraceTime and MaxAuthTries, but shorter: the only client is on this machine. */
const LOGIN_GRACE_MS = 30_000;
const AUTH_TRIES = 6;
const CONNECTIONS_MAX = 100;
/** More than any client of ours wants; a bound all the same. */
const SESSIONS_MAX = 64;
/** How long commands that still run are given when the server ends, and how long a killed one is waited for. */
const LEAVE_MS = 1_000;
const KILLED_MS = 2_000;

export interface SshDoorOptions {
  readonly listener: net.Server;
  readonly hostKey: RangeKey;
  /** The only key that opens. */
  readonly clientKey: RangeKey;
  readonly place: CommandPlace;
  /** The ports of 127.0.0.1 that may be forwarded to. */
  readonly ports: readonly number[];
  readonly log: Log;
}

export interface SshDoor {
  /** Shows another host key from now on, and ends the connections that know the old one, as a server that was set up anew does. */
  readonly present: (hostKey: RangeKey) => void;
  readonly close: () => Promise<void>;
}

/** An SSH server that runs commands and forwards to its own two ports: no terminal, no files, no agent, no other forwarding.
 *
 * It listens where `listener` does (127.0.0.1) and lets in the account `pitwall` with one key only. */
export const openSshDoor = (options: SshDoorOptions): SshDoor => {
  const { listener, clientKey, place, ports, log } = options;
  const clientPublicKey = ssh2.utils.parseKey(clientKey.privateKey);
  if (clientPublicKey instanceof Error) throw clientPublicKey;
  const sockets = new Set<net.Socket>();
  const running = new Set<RunningCommand>();
  let { hostKey } = options;

  const mayEnter = (auth: AuthContext): boolean => {
    if (auth.method !== 'publickey' || auth.username !== PRACTICE_USER) return false;
    if (auth.key.algo !== clientKey.type || !auth.key.data.equals(clientKey.blob)) return false;
    // Without a signature the client only asks whether the key would do.
    if (auth.signature === undefined || auth.blob === undefined) return true;
    return clientPublicKey.verify(auth.blob, auth.signature, auth.hashAlgo) === true;
  };

  const forward = (accept: () => ServerChannel, reject: () => void, port: number) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.setNoDelay(true);
    let channel: ServerChannel | null = null;
    socket.once('connect', () => {
      channel = accept();
      channel.on('error', () => {});
      channel.on('close', () => socket.destroy());
      channel.pipe(socket).pipe(channel);
    });
    socket.on('error', () => (channel === null ? reject() : channel.destroy()));
  };

  const enter = (connection: Connection, socket: net.Socket) => {
    const grace = setTimeout(() => socket.destroy(), LOGIN_GRACE_MS);
    let tries = 0;
    let sessions = 0;
    const here = new Set<RunningCommand>();
    connection.on('error', () => {});
    connection.on('close', () => {
      clearTimeout(grace);
      for (const command of here) command.leave();
    });
    connection.on('ready', () => clearTimeout(grace));
    connection.on('authentication', (auth) => {
      if (mayEnter(auth)) {
        auth.accept();
        return;
      }
      tries += 1;
      if (auth.method !== 'none') log.info('a practice server refused a sign-in', { method: auth.method });
      if (tries > AUTH_TRIES) connection.end();
      else auth.reject(['publickey']);
    });
    connection.on('session', (accept, reject) => {
      if (sessions >= SESSIONS_MAX) {
        reject();
        return;
      }
      sessions += 1;
      let command: RunningCommand | null = null;
      const session = accept();
      session.on('close', () => {
        sessions -= 1;
        command?.leave();
      });
      session.on('signal', (_accept, _reject, { name }) => command?.kill(name));
      session.on('exec', (acceptCommand, _reject, { command: text }) => {
        const started = runCommand(acceptCommand(), text, place);
        command = started;
        running.add(started);
        here.add(started);
        void started.ended.finally(() => {
          running.delete(started);
          here.delete(started);
        });
      });
    });
    connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
      if (!['127.0.0.1', 'localhost'].includes(destIP) || !ports.includes(destPort)) {
        reject();
        return;
      }
      forward(accept, reject, destPort);
    });
  };

  const onSocket = (socket: net.Socket) => {
    if (sockets.size >= CONNECTIONS_MAX) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    // One ssh2 server per connection: each shows the host key of its moment.
    const server = new ssh2.Server(
      { hostKeys: [hostKey.privateKey], ident: 'PitwallPracticeRange' },
      (connection: Connection) => enter(connection, socket),
    );
    server.injectSocket(socket);
  };
  listener.on('connection', onSocket);

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    present: (shown) => {
      hostKey = shown;
      cut();
    },
    close: async () => {
      listener.removeListener('connection', onSocket);
      listener.close();
      for (const command of running) command.kill('HUP');
      cut();
      const all = Promise.all([...running].map((command) => command.ended));
      const over = (ms: number) => Promise.race([all, sleep(ms, undefined, { ref: false })]);
      await over(LEAVE_MS);
      for (const command of running) command.kill('KILL');
      await over(KILLED_MS);
    },
  };
};
