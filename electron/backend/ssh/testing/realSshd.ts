import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/sbin/sshd'].find(existsSync) ?? null;

/** Why no real sshd can be run here; null when it can. */
export const noSshd: string | null =
  SSHD === null ? 'Skipped: there is no sshd on this machine (openssh-server)' : null;

export type HostKeyName = 'ed25519' | 'rsa' | 'ecdsa';

export interface TestHostKey {
  readonly type: string;
  readonly key: Buffer;
  readonly fingerprint: string;
}

export interface RealSshd {
  readonly port: number;
  readonly user: string;
  /** A folder of its own; removed with it. */
  readonly dir: string;
  /** A private key that signs in. */
  readonly keyPath: string;
  readonly hostKeys: Readonly<Record<string, TestHostKey>>;
  /** What it said so far (LogLevel VERBOSE; from DEBUG1 on it also talks into the commands' standard error). */
  readonly log: () => string;
  /** Waits until it has said something. */
  readonly said: (words: string | RegExp) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Makes a key pair and gives its path. */
export const makeKey = (path: string, type = 'ed25519', passphrase = '', extra: readonly string[] = []): string => {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path, ...extra]);
  return path;
};

/** Reads the public half beside a private key. */
export const publicKeyOf = (path: string): TestHostKey => {
  const [type = '', base64 = ''] = readFileSync(`${path}.pub`, 'utf8').split(' ');
  const key = Buffer.from(base64, 'base64');
  return { type, key, fingerprint: `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}` };
};

/** A real OpenSSH server on 127.0.0.1, as the current user, with keys of its own. */
export const startSshd = async ({
  hostKeys = ['ed25519'],
  port,
  config = [],
  environment = {},
}: {
  readonly hostKeys?: readonly (HostKeyName | { readonly path: string })[];
  readonly port?: number;
  /** Further lines of sshd_config; they stand before the defaults and so win. */
  readonly config?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
} = {}): Promise<RealSshd> => {
  if (SSHD === null) throw new Error('There is no sshd.');
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const dir = mkdtempSync(join(tmpdir(), 'pitwall-sshd-'));
  const paths = hostKeys.map((name) =>
    typeof name === 'string' ? makeKey(join(dir, `host_${name}`), name) : name.path,
  );
  const keyPath = makeKey(join(dir, 'id'));
  writeFileSync(join(dir, 'authorized_keys'), readFileSync(`${keyPath}.pub`));
  chmodSync(dir, 0o700);
  const listen = port ?? (await freePort());
  writeFileSync(
    join(dir, 'sshd_config'),
    [
      ...config,
      `Port ${listen}`,
      'ListenAddress 127.0.0.1',
      ...paths.map((path) => `HostKey ${path}`),
      `AuthorizedKeysFile ${join(dir, 'authorized_keys')}`,
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
      'MaxStartups 200',
      'UseDNS no',
      'LogLevel VERBOSE',
      // A home of its own: what the user's start files do, and how long they take, is not the test's.
      `SetEnv ${Object.entries({ HOME: dir, ...environment })
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ')}`,
      '',
    ].join('\n'),
  );
  const child = spawn(SSHD, ['-D', '-e', '-f', join(dir, 'sshd_config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  // A test that fails before it stops its server leaves none behind.
  const end = () => void child.kill('SIGTERM');
  process.once('exit', end);
  let text = '';
  const watchers = new Set<() => void>();
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (const watch of [...watchers]) watch();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = (words: string | RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!(typeof words === 'string' ? text.includes(words) : words.test(text))) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      void ended.then(() => reject(new Error(`sshd ended: ${text.slice(-2000)}`)));
    });
  await said('Server listening on 127.0.0.1');
  return {
    port: listen,
    user: userInfo().username,
    dir,
    keyPath,
    hostKeys: Object.fromEntries(paths.map((path) => [publicKeyOf(path).type, publicKeyOf(path)])),
    log: () => text,
    said,
    stop: async () => {
      process.off('exit', end);
      end();
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
