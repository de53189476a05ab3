import type { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { isPracticeHost, practiceHost } from './practiceHost.ts';
import {
  APP_UNIT,
  NGINX_UNIT,
  PRACTICE_BRANCH,
  PRACTICE_USER,
  type RangePaths,
  type ServerName,
} from './rangePaths.ts';
import type { ServerRecord } from './rangeRecord.ts';

const HOST = '127.0.0.1';
const url = (port: number, host = HOST): string => `http://${host}:${port}/health`;

export const PRACTICE_DESCRIPTION =
  'Two practice servers on this machine. Deploy to them, break them on purpose, look at what Pitwall says. Nothing here reaches further.';

/** The environment of a practice server.
 *
 * The time limits of restart and reload are longer than the minute for which a stand-in waits, should Pitwall be restarted in mid-run. */
export const practiceEnvironment = (
  name: ServerName,
  paths: RangePaths,
  { sshPort, nginxPort, appPort, edgePort }: ServerRecord,
): EnvironmentSettings => ({
  name,
  tier: name,
  protected: name === 'production',
  ssh: { host: HOST, port: sshPort, user: PRACTICE_USER, auth: { kind: 'key', path: paths.clientKey }, jump: null },
  repositoryPath: paths.server(name).checkout,
  appPath: paths.server(name).app,
  branch: PRACTICE_BRANCH,
  unit: APP_UNIT,
  nginxUnit: NGINX_UNIT,
  strategy: { kind: 'in-place', delete: true, exclude: [] },
  health: {
    appUrl: url(appPort),
    nginxUrl: url(nginxPort),
    publicUrl: url(edgePort ?? nginxPort, practiceHost(name)),
    expectStatus: 200,
    passes: 3,
    intervalSeconds: 0.2,
    timeoutSeconds: 15,
  },
  limits: { preflight: 60, pull: 60, sync: 60, restart: 90, reload: 90, health: 60 },
});

/** The public address by its name: an earlier range had none, and led to nginx. */
const withPublicPort = (address: string, name: ServerName, port: number): string => {
  const parsed = new URL(address);
  if (!isPracticeHost(parsed.hostname)) return address;
  parsed.hostname = practiceHost(name);
  parsed.port = String(port);
  return parsed.href;
};

const withPort = (address: string, port: number): string => {
  const parsed = new URL(address);
  if (parsed.hostname !== HOST) return address;
  parsed.port = String(port);
  return parsed.href;
};

/** An environment of the practice project brought to the ports and the folder that its server has now.
 *
 * Only what the range itself gives is changed; null when the environment is not one of the range's (any more), or is right already. */
export const movedEnvironment = (
  settings: EnvironmentSettings,
  name: ServerName,
  paths: RangePaths,
  record: ServerRecord,
): EnvironmentSettings | null => {
  const { ssh, health } = settings;
  if (ssh.host !== HOST || !settings.repositoryPath.endsWith(`/range/${name}/srv/checkout`)) return null;
  const usual = practiceEnvironment(name, paths, record);
  const ownKey = ssh.auth.kind === 'key' && ssh.auth.path.endsWith('/range/key/id_ed25519');
  const moved: EnvironmentSettings = {
    ...settings,
    ssh: { ...ssh, port: record.sshPort, ...(ownKey && { auth: usual.ssh.auth }) },
    repositoryPath: usual.repositoryPath,
    appPath: settings.appPath.endsWith(`/range/${name}/srv/app`) ? usual.appPath : settings.appPath,
    health: {
      ...health,
      appUrl: withPort(health.appUrl, record.appPort),
      nginxUrl: withPort(health.nginxUrl, record.nginxPort),
      publicUrl:
        health.publicUrl === null ? null : withPublicPort(health.publicUrl, name, record.edgePort ?? record.nginxPort),
    },
  };
  return JSON.stringify(moved) === JSON.stringify(settings) ? null : moved;
};
