import { get } from 'node:http';
import { connect } from 'node:net';
import { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { type GroundFaultsDeps, groundFaults } from './groundFaults.ts';
import { groundRepository } from './groundRepository.ts';
import type { GroundHealth, GroundHost, ProvingGround } from './provingGround.ts';
import { waitUntil } from './waitUntil.ts';

/** What a kind of ground must bring; the rest is the same for all. */
export interface GroundParts
  extends Omit<GroundFaultsDeps, 'mustExec' | 'commit'>,
    Pick<ProvingGround, 'kind' | 'why' | 'ports' | 'unit' | 'appSource'> {
  readonly user: string;
  readonly privateKeyPath: string;
  readonly hostKey: () => string;
  readonly up: () => Promise<void>;
  readonly cut: () => Promise<void>;
  readonly shutDown: () => Promise<void>;
  readonly dispose: () => Promise<void>;
  /** What to tell when it does not come up. */
  readonly trouble: () => Promise<string>;
}

const ask = (port: number): Promise<GroundHealth | null> =>
  new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/health', agent: false, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve(null));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        try {
          const { version, pid } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<GroundHealth>;
          resolve({ status, version: version ?? null, pid: pid ?? null });
        } catch {
          resolve({ status, version: null, pid: null });
        }
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });

const hasSshd = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (banner) => {
      socket.destroy();
      resolve(banner.toString('latin1').startsWith('SSH-2.0-'));
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });

/** Makes a ground of what its kind brings. It is not up yet. */
export const composeGround = (parts: GroundParts): ProvingGround => {
  const { kind, why, ports, paths, unit, exec, path, user, privateKeyPath, hostKey } = parts;

  const mustExec: GroundHost['mustExec'] = async (command, options) => {
    const { code, signal, stdout, stderr } = await exec(command, options);
    if (code !== 0)
      throw new Error(`On the ground, ended with ${code ?? signal}: ${command}\n${stderr}${stdout}`.trimEnd());
    return stdout;
  };
  const repository = groundRepository({ exec, mustExec, path }, paths);

  const boot: ProvingGround['boot'] = async (until = 'healthy') => {
    await parts.up();
    try {
      await waitUntil('sshd greets', () => hasSshd(ports.ssh));
      if (until === 'greets') return;
      await waitUntil('the app answers through nginx', async () => {
        const health = await ask(ports.nginx);
        // A switch that makes it unhealthy outlives a reboot; bad gateways are nginx's, not the app's.
        return health?.status === 200 || health?.status === 503;
      });
    } catch (error) {
      throw new Error(`The proving ground did not come up.\n${await parts.trouble()}`, { cause: error });
    }
  };

  const settings: ProvingGround['settings'] = (overrides = {}) =>
    EnvironmentSettings.parse({
      name: 'Production',
      tier: 'production',
      protected: false,
      ssh: { host: '127.0.0.1', port: ports.ssh, user, auth: { kind: 'key', path: privateKeyPath }, jump: null },
      repositoryPath: paths.checkout,
      appPath: paths.app,
      branch: 'main',
      unit,
      nginxUnit: 'nginx',
      strategy: { kind: 'in-place', delete: true, exclude: ['.env', 'venv/'] },
      health: {
        appUrl: `http://127.0.0.1:${ports.app}/health`,
        nginxUrl: `http://127.0.0.1:${ports.nginx}/health`,
        publicUrl: `http://127.0.0.1:${ports.nginx}/health`,
        expectStatus: 200,
        passes: 2,
        intervalSeconds: 0.1,
        timeoutSeconds: 20,
      },
      limits: { preflight: 30, pull: 30, sync: 30, restart: 30, reload: 30, health: 60 },
      ...overrides,
    } satisfies EnvironmentSettings);

  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= parts.dispose();
    return stopped;
  };

  return {
    kind,
    why,
    ports,
    ssh: { host: '127.0.0.1', port: ports.ssh, user, privateKeyPath, hostKey },
    paths,
    unit,
    nginxUnit: 'nginx',
    appSource: parts.appSource,
    exec,
    mustExec,
    path,
    settings,
    ...repository,
    health: (via = 'app') => ask(ports[via]),
    faults: groundFaults({ ...parts, mustExec, commit: repository.commit }),
    reboot: async () => {
      await parts.shutDown();
      await boot();
    },
    powerCut: parts.cut,
    boot,
    stop,
    [Symbol.asyncDispose]: stop,
  };
};
