import type { Revision } from '../../shared/ids.ts';
import type { EnvironmentSettings } from '../../shared/projects/environment.ts';
import type { GroundFaults } from './groundFaults.ts';
import { startPlainGround, whyNoPlainGround } from './plainGround.ts';
import type { ProcessResult } from './runProcess.ts';
import { startVpsGround, whyNoVps } from './vpsGround.ts';

/** Who runs a command on the ground: `root` (on a plain ground: whoever runs the tests) or the user that Pitwall signs in as. */
export type GroundUser = 'root' | 'deploy';

export interface GroundExecOptions {
  readonly user?: GroundUser;
  readonly stdin?: string | Buffer;
}

/** What can be done to a ground whatever it is made of; the rest is built on this. */
export interface GroundHost {
  /** Runs a text of POSIX shell. */
  readonly exec: (command: string, options?: GroundExecOptions) => Promise<ProcessResult>;
  /** As `exec`, gives back stdout and throws with all that was said when it did not end with 0. */
  readonly mustExec: (command: string, options?: GroundExecOptions) => Promise<string>;
  /** Where a file of the ground lies for this process; on a VPS only while it is up. */
  readonly path: (onGround: string) => string;
}

export interface GroundPaths {
  /** Bare repository that is `origin` of the checkout. */
  readonly origin: string;
  readonly checkout: string;
  readonly app: string;
  /** Home folder of the user that signs in. */
  readonly home: string;
  /** The developer's clone that new commits are pushed from. */
  readonly developer: string;
  /** Public keys that may sign in, one a line. */
  readonly authorizedKeys: string;
  readonly nginxConfig: string;
  /** File with the user's sudo rules, one a line. */
  readonly sudoRules: string;
  /** Names the app's state: absent, `unhealthy` or `slow SECONDS`. */
  readonly switch: string;
}

export interface CommitOptions {
  readonly message?: string;
  /** Path in the repository > content; null removes the file. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  /** `main` unless told; a branch that does not exist begins at main. */
  readonly branch?: string;
}

export interface GroundHealth {
  readonly status: number;
  readonly version: string | null;
  readonly pid: number | null;
}

/** A little server on loopback with everything a deploy meets: sshd, git, rsync, sudo rules, a unit, nginx before an app. */
export interface ProvingGround extends AsyncDisposable, GroundHost {
  /** `vps`: a Debian guest with real systemd. `plain`: this machine's own sshd with stand-ins for what wants root. */
  readonly kind: 'vps' | 'plain';
  /** Why it is not a VPS; null when it is one. */
  readonly why: string | null;
  readonly ports: { readonly ssh: number; readonly nginx: number; readonly app: number };
  readonly ssh: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly privateKeyPath: string;
    /** Public key of the server, as a line of known_hosts has it: type and base64. */
    readonly hostKey: () => string;
  };
  readonly paths: GroundPaths;
  readonly unit: string;
  readonly nginxUnit: string;
  /** The app's source as it works: its path in the repository and its text. */
  readonly appSource: { readonly name: string; readonly text: string };
  readonly settings: (overrides?: Partial<EnvironmentSettings>) => EnvironmentSettings;
  /** Pushes a new commit to origin. Its `VERSION` file holds a name of its own, which /health will answer once it runs. */
  readonly commit: (options?: CommitOptions) => Promise<Revision>;
  /** The `VERSION` of a revision: what /health says when it runs. */
  readonly versionOf: (revision: Revision) => Promise<string>;
  /** Head of a branch at origin. */
  readonly head: (branch?: string) => Promise<Revision>;
  /** Asks /health of the app, or through nginx; null when nobody answers. */
  readonly health: (via?: 'app' | 'nginx') => Promise<GroundHealth | null>;
  readonly faults: GroundFaults;
  /** Shuts down in order and comes up again; resolves when it is healthy. */
  readonly reboot: () => Promise<void>;
  /** Every process of it is gone at once; `boot` starts it again. */
  readonly powerCut: () => Promise<void>;
  /** Resolves when the app answers through nginx, or already when sshd does. */
  readonly boot: (until?: 'healthy' | 'greets') => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface GroundOptions {
  /** Force one kind. `vps` throws where there can be none; unset takes the best there is. */
  readonly kind?: 'vps' | 'plain';
  /** Gives home and app folder a small disk each, of so many MiB, that a test can fill. VPS only. */
  readonly diskMegabytes?: number;
}

/** Why a ground here is a plain one, in words that follow "because"; null when it is a VPS. */
const whyPlain = async (): Promise<string | null> =>
  process.env.PITWALL_GROUND === 'plain' ? 'PITWALL_GROUND=plain asks for it' : whyNoVps();

/** What this machine cannot show; every reason is printed as a line that the test run's last lines repeat. */
export const groundSkips = async (): Promise<{ readonly noGround: boolean; readonly noVps: boolean }> => {
  const why = await whyPlain();
  const none = why === null ? null : whyNoPlainGround();
  if (none !== null) console.warn(`Skipped: everything on the proving ground, because ${none}.`);
  else if (why !== null) console.warn(`Skipped: what wants a real VPS, because ${why}.`);
  return { noGround: none !== null, noVps: why !== null };
};

/** Starts a ground of its own for the caller; several may run at once.
 *
 * A VPS needs root, systemd-nspawn and mmdebstrap, and once a Debian mirror (half a minute). Where there is none, or with
 * `PITWALL_GROUND=plain`, it is a plain ground, whose `why` says the reason; that needs Linux with sshd, git, rsync and curl. */
export const startProvingGround = async (options: GroundOptions = {}): Promise<ProvingGround> => {
  if (options.kind === 'plain') return startPlainGround('the test asks for it');
  const why = await whyPlain();
  if (why === null) return startVpsGround(options);
  if (options.kind === 'vps') throw new Error(`No VPS here, because ${why}.`);
  return startPlainGround(why);
};
