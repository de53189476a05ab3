import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SshFailure } from '../../../../shared/connections/sshFailure.ts';
import type { SshTarget } from '../../../../shared/projects/environment.ts';
import { systemClock } from '../../systemClock.ts';
import { type ConnectOptions, connectSsh } from '../connectSsh.ts';
import { SshError, type SshSession } from '../sshSession.ts';
import type { PinnedHostKey } from '../sshSurroundings.ts';
import type { TestHostKey } from './realSshd.ts';

export interface Dialing {
  readonly homeDir: string;
  readonly pins: Map<string, PinnedHostKey[]>;
  readonly pin: (port: number, ...keys: readonly TestHostKey[]) => void;
  readonly knownHosts: (text: string) => void;
  readonly sshConfig: (text: string) => void;
  readonly connect: (target: Partial<SshTarget>, options?: Partial<ConnectOptions>) => Promise<SshSession>;
  /** The failure a connection ends with; throws when it succeeds. */
  readonly refused: (target: Partial<SshTarget>, options?: Partial<ConnectOptions>) => Promise<SshFailure>;
  readonly secrets: Record<string, string>;
  /** Ends every session that was opened. */
  readonly stop: () => Promise<void>;
}

/** What a test needs to dial 127.0.0.1: an empty home, pins in memory, secrets in an object. */
export const createDialing = (defaults: Pick<SshTarget, 'user'> & Partial<SshTarget>): Dialing => {
  const homeDir = mkdtempSync(join(tmpdir(), 'pitwall-home-'));
  mkdirSync(join(homeDir, '.ssh'), { mode: 0o700 });
  const pins = new Map<string, PinnedHostKey[]>();
  const secrets: Record<string, string> = {};
  const open: SshSession[] = [];
  const connect: Dialing['connect'] = async (target, options = {}) => {
    const session = await connectSsh({
      target: { host: '127.0.0.1', port: 22, auth: { kind: 'agent' }, jump: null, ...defaults, ...target },
      hostKeys: { pinned: (host, port) => pins.get(`${host}:${port}`) ?? [] },
      secret: (kind) => secrets[kind] ?? null,
      homeDir,
      env: {},
      clock: systemClock,
      ...options,
    });
    open.push(session);
    return session;
  };
  return {
    homeDir,
    pins,
    pin: (port, ...keys) => {
      pins.set(
        `127.0.0.1:${port}`,
        keys.map(({ type, key }) => ({ type, key, since: 1_700_000_000_000 })),
      );
    },
    knownHosts: (text) => writeFileSync(join(homeDir, '.ssh/known_hosts'), text),
    sshConfig: (text) => writeFileSync(join(homeDir, '.ssh/config'), text),
    connect,
    refused: async (target, options) => {
      const outcome = await connect(target, options).catch((error: unknown) => error);
      if (outcome instanceof SshError) return outcome.failure;
      throw outcome instanceof Error ? outcome : new Error('It connected.');
    },
    secrets,
    stop: async () => {
      for (const session of open) session.end();
      await Promise.all(open.map(({ closed }) => closed));
      rmSync(homeDir, { recursive: true, force: true });
    },
  };
};
