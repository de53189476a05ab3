import { resolveConfigHost, type SshConfigHost } from '../../../shared/connections/resolveConfigHost.ts';
import type { SshAuth, SshHop, SshTarget } from '../../../shared/projects/environment.ts';
import { identityPath } from './identityPath.ts';
import { readUserSshConfig, type UserSshConfig } from './userSshConfig.ts';

/** One hop as it will be dialled. */
export interface ResolvedHop {
  readonly role: 'target' | 'jump';
  /** Name or address to dial, and under which its host key is kept. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly auth: SshAuth;
  /** `user@host:port`. */
  readonly where: string;
  /** Key files ~/.ssh/config names for it: the agent's keys that fit one of them are offered first. */
  readonly identityFiles: readonly string[];
  /** Offer no other of the agent's keys. */
  readonly identitiesOnly: boolean;
}

/** The way to a target: jump hosts in the order of dialling, then the target itself. */
export interface ResolvedTarget {
  readonly jumps: readonly ResolvedHop[];
  readonly target: ResolvedHop;
  /** What ~/.ssh/config says that was left out, in words. */
  readonly notes: readonly string[];
}

/** Resolves a target through ~/.ssh/config. Never throws.
 *
 * What the environment says itself stands above the file, as the command line does for ssh(1); its port 22 counts as not said. The file
 * gives HostName, Port, IdentityFile (which keys of the agent to offer first) and, where the environment names no jump host, ProxyJump. */
export const resolveTarget = (settings: SshTarget, homeDir: string): ResolvedTarget => {
  const config = readUserSshConfig(homeDir);
  const target = dial(settings, 'target', config, homeDir);
  const jumps =
    settings.jump !== null
      ? [dial(settings.jump, 'jump', config, homeDir)]
      : configuredJumps(target.said.proxyJump, settings).map((jump) => dial(jump, 'jump', config, homeDir));
  return {
    jumps: jumps.map(({ hop }) => hop),
    target: target.hop,
    notes: [...new Set([target, ...jumps].flatMap(({ said }) => said.notes))],
  };
};

interface JumpSpec extends Omit<SshHop, 'user' | 'auth'> {
  /** Null: what the file says, else the target's. */
  readonly user: string | null;
  readonly auth: SshAuth | null;
  readonly fallback: SshHop;
}

const dial = (
  asked: SshHop | JumpSpec,
  role: 'target' | 'jump',
  config: UserSshConfig,
  homeDir: string,
): { readonly hop: ResolvedHop; readonly said: SshConfigHost } => {
  const said = resolveConfigHost(config.lines, asked.host, config.load);
  const fallback = 'fallback' in asked ? asked.fallback : null;
  const host = unbracketed(said.hostName);
  const port = asked.port === 22 ? (said.port ?? 22) : asked.port;
  const user = asked.user ?? said.user ?? fallback?.user ?? '';
  const identityFiles = said.identityFiles.map((file) => identityPath(file, { host, user, homeDir }));
  const auth = asked.auth ?? jumpAuth(identityFiles, fallback);
  return {
    hop: {
      role,
      host,
      port,
      user,
      auth,
      where: `${user}@${host.includes(':') ? `[${host}]` : host}:${port}`,
      identityFiles,
      identitiesOnly: said.identitiesOnly && identityFiles.length > 0,
    },
    said,
  };
};

/** `ProxyJump [user@]host[:port],…`, also `ssh://user@host:port`. */
const configuredJumps = (proxyJump: string | null, fallback: SshHop): readonly JumpSpec[] =>
  (proxyJump ?? '')
    .split(',')
    .map((spec) => spec.trim().replace(/^ssh:\/\//, ''))
    .filter((spec) => spec !== '')
    .map((spec) => {
      const at = spec.lastIndexOf('@');
      const place = spec.slice(at + 1).replace(/\/$/, '');
      const split = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(place);
      const port = Number(split?.[2] ?? 22);
      return {
        host: split?.[1] ?? place,
        port: port >= 1 && port <= 65535 ? port : 22,
        user: at > 0 ? spec.slice(0, at) : null,
        auth: null,
        fallback,
      };
    });

/** A jump host named only by the file: its own key file, else signed in as the target is; a password is never tried on another host. */
const jumpAuth = (identityFiles: readonly string[], fallback: SshHop | null): SshAuth => {
  const [path] = identityFiles;
  if (path !== undefined) return { kind: 'key', path };
  return fallback === null || fallback.auth.kind === 'password' ? { kind: 'agent' } : fallback.auth;
};

const unbracketed = (host: string): string => /^\[(.*)\]$/.exec(host)?.[1] ?? host;
