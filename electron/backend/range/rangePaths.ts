import { join } from 'node:path';
import type { RangeServer } from '../../../shared/range/contract.ts';

export type ServerName = RangeServer['name'];

/** Staging before production, as they are deployed. */
export const serverNames: readonly ServerName[] = ['staging', 'production'];

/** The only account of a practice server. */
export const PRACTICE_USER = 'pitwall';
export const APP_UNIT = 'lantern.service';
export const NGINX_UNIT = 'nginx.service';
export const PRACTICE_BRANCH = 'main';

/** Where everything of one practice server lies. */
export interface ServerPaths {
  readonly root: string;
  readonly home: string;
  readonly tmp: string;
  readonly bin: string;
  readonly lib: string;
  readonly checkout: string;
  readonly app: string;
  readonly nginxConfig: string;
  readonly unitFiles: string;
  readonly sudoers: string;
  readonly hostKey: string;
  /** What the server shows while its host key is "changed". */
  readonly otherHostKey: string;
  /** What /proc is there. */
  readonly proc: string;
  readonly mailbox: string;
  readonly unitStates: string;
  readonly loadedApp: string;
  readonly journal: string;
  readonly accessLog: string;
}

export interface RangePaths {
  readonly root: string;
  readonly record: string;
  readonly clientKey: string;
  readonly origin: string;
  readonly server: (name: ServerName) => ServerPaths;
}

/** The layout of `<dataDir>/range`. */
export const rangePaths = (dataDir: string): RangePaths => {
  const root = join(dataDir, 'range');
  return {
    root,
    record: join(root, 'range.json'),
    clientKey: join(root, 'key', 'id_ed25519'),
    origin: join(root, 'origin.git'),
    server: (name) => {
      const server = join(root, name);
      return {
        root: server,
        home: join(server, 'home'),
        tmp: join(server, 'tmp'),
        bin: join(server, 'bin'),
        lib: join(server, 'lib'),
        checkout: join(server, 'srv', 'checkout'),
        app: join(server, 'srv', 'app'),
        nginxConfig: join(server, 'etc', 'nginx', 'nginx.conf'),
        unitFiles: join(server, 'etc', 'systemd'),
        sudoers: join(server, 'etc', 'sudoers.d', 'pitwall'),
        hostKey: join(server, 'etc', 'ssh', 'ssh_host_ed25519_key'),
        otherHostKey: join(server, 'etc', 'ssh', 'other_host_ed25519_key'),
        proc: join(server, 'run', 'proc'),
        mailbox: join(server, 'run', 'mailbox'),
        unitStates: join(server, 'run', 'units.json'),
        loadedApp: join(server, 'run', 'loaded-app.json'),
        journal: join(server, 'var', 'log', 'journal'),
        accessLog: join(server, 'var', 'log', 'nginx', 'access.log'),
      };
    },
  };
};
