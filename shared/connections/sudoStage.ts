import type { EnvironmentSettings } from '../projects/environment.ts';
import { type RemoteCommand, script, sh } from '../remote/remoteCommand.ts';
import { probePrelude, readRecords, recordOf } from './probeRecords.ts';
import { type Complaint, findings, type StageFindings } from './stageFindings.ts';
import { asksForPassword, readSudoListing, wideRules } from './sudoListing.ts';

type Settings = Pick<EnvironmentSettings, 'unit' | 'nginxUnit' | 'ssh'>;

/** The commands of a deploy that only root may run, each a program and its arguments. */
export const rootCommands = ({
  unit,
  nginxUnit,
}: Omit<Settings, 'ssh'>): readonly (readonly [program: string, ...args: string[]])[] => [
  ['systemctl', 'restart', unit],
  ['nginx', '-t'],
  ['systemctl', 'reload', nginxUnit],
];

/** Where Debian keeps them, for a line to copy when the server has none. */
const USUAL: Readonly<Record<string, string>> = { systemctl: '/usr/bin/systemctl', nginx: '/usr/sbin/nginx' };

/** Asks sudo, without a password, whether it allows each command; runs none of them. */
export const sudoCommand = (settings: Settings): RemoteCommand =>
  script(
    probePrelude,
    sh`say user "$(id -un)" "$(id -u)"
say sudo "$(command -v sudo)"
for name in systemctl nginx; do say path $name "$(command -v $name)"; done
ask() {
  name=$1; shift
  answer=$(sudo -n -l "$@" </dev/null 2>/dev/null); status=$?
  reason=
  if [ $status != 0 ]; then reason=$(sudo -n -l "$@" </dev/null 2>&1 >/dev/null | tail -n 1); fi
  say asked "$name" "$status" "$answer" "$reason"
}
if command -v sudo >/dev/null 2>&1; then`,
    ...rootCommands(settings).map((command, index) => sh`ask ${String(index)} ${command}`),
    sh`ask any id
echo listing
sudo -n -l </dev/null 2>/dev/null | head -c 20000
fi`,
  );

/** What sudo's answers say; a missing rule comes with the exact line to add. */
export const readSudo = (output: string, settings: Settings): StageFindings => {
  const [head = '', listing = ''] = splitOnce(output, '\nlisting\n');
  const records = readRecords(head);
  const [user = '?'] = recordOf(records, 'user');
  const [sudo = ''] = recordOf(records, 'sudo');
  if (settings.ssh.user === 'root')
    return findings(['It signs in as root: no sudo is used.'], [{ level: 'warning', act: ROOT_ACT }]);
  const pathOf = (name: string) => recordOf(records, 'path', name)[1] || (USUAL[name] ?? name);
  if (sudo === '')
    return findings(
      ['sudo is not installed.'],
      [{ level: 'failed', act: 'Install sudo, then test again.', copy: 'apt-get install sudo' }],
    );
  const rules = readSudoListing(listing);
  const found: string[] = [];
  const lines: string[] = [];
  for (const [index, [program, ...args]] of rootCommands(settings).entries()) {
    const [, status = '', answer = '', reason = ''] = recordOf(records, 'asked', String(index));
    const command = [pathOf(program), ...args].join(' ');
    if (status === '0' && !asksForPassword(rules, answer.startsWith('/') ? answer : command)) {
      found.push(`allowed: ${answer || command}`);
      continue;
    }
    const why = status === '0' ? 'asks for a password' : /password is required/.test(reason) ? '' : reason;
    found.push(`not allowed without a password: ${command}${why === '' ? '' : ` (${why})`}`);
    lines.push(sudoersLine(user, pathOf(program), args));
  }
  const complaints: Complaint[] = [];
  if (lines.length > 0)
    complaints.push({
      level: 'failed',
      act: `Add ${lines.length === 1 ? 'this line' : 'these lines'} on the server with: visudo -f /etc/sudoers.d/pitwall`,
      copy: lines.join('\n'),
    });
  const anything = recordOf(records, 'asked', 'any')[1] === '0' && !asksForPassword(rules, '/usr/bin/id');
  if (anything || wideRules(rules).length > 0) {
    const wide = wideRules(rules).slice(0, 5);
    found.push(`wide open: ${wide.length === 0 ? 'any command' : wide.map((rule) => rule.command).join(', ')}`);
    complaints.push({
      level: 'warning',
      act: 'Whoever has this account’s key is root. Allow the three exact commands only.',
      ...(lines.length === 0 && {
        copy: rootCommands(settings)
          .map(([program, ...args]) => sudoersLine(user, pathOf(program), args))
          .join('\n'),
      }),
    });
  }
  return findings(found, complaints);
};

const ROOT_ACT = 'Better sign in with an account of its own that may only do what a deploy needs.';

/** One line of sudoers(5); the characters that mean something there are escaped. */
export const sudoersLine = (user: string, path: string, args: readonly string[]): string =>
  `${user.replace(/[^A-Za-z0-9_.-]/g, '\\$&')} ALL=(root) NOPASSWD: ${[path, ...args]
    .map((word) => word.replace(/[\\,:=#*?[\]!"() ]/g, '\\$&'))
    .join(' ')}`;

const splitOnce = (text: string, separator: string): readonly [string, string] => {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
};
