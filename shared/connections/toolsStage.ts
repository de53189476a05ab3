import { type RemoteCommand, script, sh } from '../remote/remoteCommand.ts';
import { probePrelude, readRecords, recordOf } from './probeRecords.ts';
import { type Complaint, findings, type StageFindings } from './stageFindings.ts';

/** What a deploy calls on the target, and the Debian package of each. */
const TOOLS = {
  sh: 'dash',
  git: 'git',
  rsync: 'rsync',
  curl: 'curl',
  flock: 'util-linux',
  setsid: 'util-linux',
  timeout: 'coreutils',
  tar: 'tar',
  sync: 'coreutils',
} as const;

/** Log times further apart than this mislead whoever compares them. */
const SKEW_MAX_SECONDS = 5;

/** Looks for the tools a deploy needs, and says who and where one is. */
export const toolsCommand: RemoteCommand = script(
  probePrelude,
  sh`tool() {
  path=$(command -v "$1" 2>/dev/null) || path=
  version=
  if [ -n "$path" ] && [ "$1" != sh ]; then version=$("$1" --version </dev/null 2>&1 | head -n 1); fi
  say tool "$1" "$path" "$version"
}
say user "$(id -un)" "$(id -u)"
say clock "$(date +%s)"
say system "$(uname -sm)" "$(. /etc/os-release 2>/dev/null && printf %s "$PRETTY_NAME")"
for manager in apt-get dnf apk; do command -v $manager >/dev/null 2>&1 && say manager $manager && break; done
for name in ${Object.keys(TOOLS)}; do tool "$name"; done`,
);

/** What the tools' answer says. `now` is this machine's time, in milliseconds, at the middle of the call. */
export const readTools = (output: string, now: number): StageFindings => {
  const records = readRecords(output);
  const [user = '?', uid = '?'] = recordOf(records, 'user');
  const [kernel = '', system = ''] = recordOf(records, 'system');
  const [manager = 'apt-get'] = recordOf(records, 'manager');
  const clock = Number(recordOf(records, 'clock')[0] ?? Number.NaN);
  const skew = Number.isFinite(clock) ? clock - Math.round(now / 1000) : 0;
  const found: string[] = [
    `${user} (uid ${uid}) on ${[system, kernel].filter((part) => part !== '').join(', ') || 'an unknown system'}`,
  ];
  const missing: (keyof typeof TOOLS)[] = [];
  for (const name of Object.keys(TOOLS) as (keyof typeof TOOLS)[]) {
    const [, path = '', version = ''] = recordOf(records, 'tool', name);
    if (path === '') missing.push(name);
    else found.push(`${name}: ${path}${number(version)}`);
  }
  const complaints: Complaint[] = [];
  if (missing.length > 0) {
    found.push(`not found: ${missing.join(', ')}`);
    complaints.push({
      level: 'failed',
      act: 'Install what is missing on the server.',
      copy: `${INSTALL[manager] ?? INSTALL['apt-get']} ${[...new Set(missing.map((name) => TOOLS[name]))].join(' ')}`,
    });
  }
  if (Math.abs(skew) > SKEW_MAX_SECONDS) {
    found.push(`The server’s clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} this machine’s.`);
    complaints.push({ level: 'warning', act: 'See that NTP runs on the server: times in its logs are its own.' });
  }
  return findings(found, complaints);
};

/** The version alone: some tools name every library they are made with. */
const number = (version: string): string => {
  const [found] = /\d+(\.\d+)+/.exec(version) ?? [];
  return found === undefined ? '' : ` (${found})`;
};

const INSTALL: Readonly<Record<string, string>> = {
  'apt-get': 'sudo apt-get install',
  dnf: 'sudo dnf install',
  apk: 'apk add',
};
