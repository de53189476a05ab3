import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nginxConfigText } from './nginxConfig.ts';
import type { RangeGit } from './rangeGit.ts';
import {
  APP_UNIT,
  NGINX_UNIT,
  PRACTICE_BRANCH,
  PRACTICE_USER,
  type ServerName,
  type ServerPaths,
} from './rangePaths.ts';
import { replaceFile } from './replaceFile.ts';
import { NOT_YET_DEPLOYED } from './sampleCommits.ts';

export interface ServerFolderOptions {
  readonly name: ServerName;
  readonly paths: ServerPaths;
  readonly origin: string;
  /** Origin was made anew: a checkout of an earlier one is replaced. */
  readonly originIsNew: boolean;
  readonly git: RangeGit;
  /** Holds `bin/` and `lib/`. */
  readonly standIns: string;
  readonly appPort: number;
  readonly nginxPort: number;
  /** The ports are not those of the last time. */
  readonly portsChanged: boolean;
}

const unitText = (description: string, lines: readonly string[]): string =>
  [
    '# A unit of a practice server of Pitwall: its own process plays systemd for it.',
    '[Unit]',
    `Description=${description}`,
    'After=network.target',
    '',
    '[Service]',
    ...lines,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');

/** The commands that a deploy runs as root, and nothing else. */
const sudoersText = (): string =>
  [
    '# What the deploy may do as root on this practice server. Its sudo obeys this file.',
    ...[`/usr/bin/systemctl restart ${APP_UNIT}`, '/usr/sbin/nginx -t', `/usr/bin/systemctl reload ${NGINX_UNIT}`].map(
      (command) => `${PRACTICE_USER} ALL=(root) NOPASSWD: ${command}`,
    ),
    '',
  ].join('\n');

/** The stand-ins as they ship, replaced one by one: a script that runs just now keeps its old file. */
const putStandIns = ({ paths, standIns }: ServerFolderOptions): void => {
  for (const name of readdirSync(join(standIns, 'bin')))
    replaceFile(join(paths.bin, name), readFileSync(join(standIns, 'bin', name)), 0o755);
  for (const name of readdirSync(join(standIns, 'lib')))
    replaceFile(join(paths.lib, name), readFileSync(join(standIns, 'lib', name)), 0o644);
};

/** A real clone of origin, a few commits behind it: so there is something to deploy. */
const putCheckout = async ({ paths, git, origin, originIsNew }: ServerFolderOptions): Promise<void> => {
  const there =
    !originIsNew &&
    existsSync(paths.checkout) &&
    (await git(['-C', paths.checkout, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).then(
      () => true,
      () => false,
    ));
  if (there) {
    // The data folder may have been moved.
    await git(['-C', paths.checkout, 'remote', 'set-url', 'origin', origin]).catch(() => {});
    return;
  }
  const fresh = `${paths.checkout}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(fresh), { recursive: true, mode: 0o700 });
  await git(['clone', '--quiet', '--branch', PRACTICE_BRANCH, origin, fresh]);
  await git(['-C', fresh, 'reset', '--quiet', '--hard', `HEAD~${NOT_YET_DEPLOYED}`]).catch(() => {
    // An origin of the user's own may be shorter; then its head is what runs.
  });
  rmSync(paths.checkout, { recursive: true, force: true });
  renameSync(fresh, paths.checkout);
};

const putApp = ({ paths }: ServerFolderOptions): void => {
  if (existsSync(paths.app)) return;
  const fresh = `${paths.app}.new`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(paths.checkout, fresh, { recursive: true, filter: (path) => path !== join(paths.checkout, '.git') });
  renameSync(fresh, paths.app);
};

/** Makes what is missing of a practice server's folder; what deploys and people have changed there stays. */
export const ensureServerFolder = async (options: ServerFolderOptions): Promise<void> => {
  const { paths, appPort, nginxPort, portsChanged } = options;
  for (const folder of [paths.home, paths.tmp, dirname(paths.accessLog)])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  putStandIns(options);
  await putCheckout(options);
  putApp(options);
  if (portsChanged || !existsSync(paths.nginxConfig))
    replaceFile(paths.nginxConfig, nginxConfigText(nginxPort, appPort), 0o644);
  replaceFile(
    join(paths.unitFiles, APP_UNIT),
    unitText('Lantern, the practice app', [
      'Type=simple',
      `User=${PRACTICE_USER}`,
      `WorkingDirectory=${paths.app}`,
      `Environment=PORT=${appPort}`,
      'ExecStart=/usr/bin/lantern app.json',
    ]),
    0o644,
  );
  replaceFile(
    join(paths.unitFiles, NGINX_UNIT),
    unitText('A reverse proxy before the practice app', [
      `ExecStartPre=/usr/sbin/nginx -t -q -c ${paths.nginxConfig}`,
      `ExecStart=/usr/sbin/nginx -c ${paths.nginxConfig}`,
      'ExecReload=/usr/sbin/nginx -s reload',
    ]),
    0o644,
  );
  if (!existsSync(paths.sudoers) && !existsSync(`${paths.sudoers}.off`)) replaceFile(paths.sudoers, sudoersText());
};
