import type { Revision } from '../../ids.ts';
import type { EnvironmentSettings, Strategy } from '../../projects/environment.ts';
import { type RemoteCommand, sh, verbatim } from '../../remote/remoteCommand.ts';
import type { FailureCode } from '../failureCauses.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';

/** rsync reads `+ x`, `- x` and `!` of an exclude as rules of their own; as a filter rule the rest of the line is the pattern. */
const exclude = (pattern: string): string =>
  /^([+-] |!)/.test(pattern) ? `--filter=- ${pattern}` : `--exclude=${pattern}`;

/** The copy.
 *
 * `-rltE` instead of `-a`: owners, groups and the modes of folders in the app folder stay as they are; links, times and the executable bit
 * are git's. Times count in nanoseconds (`--modify-window=-1`): two deploys within one second differ. `--delay-updates` puts all new files
 * in place at the end, so that a copy that fails for want of space has changed nothing. What is excluded is also never deleted. */
const copyCommand = ({ repositoryPath, appPath }: EnvironmentSettings, strategy: Strategy): RemoteCommand =>
  sh`rsync ${[
    '-rltE',
    '--omit-dir-times',
    '--modify-window=-1',
    '--delay-updates',
    '--itemize-changes',
    ...(strategy.delete ? ['--delete-delay'] : []),
    '--exclude=/.git',
    '--exclude=/.pitwall-revision*',
    ...strategy.exclude.map(exclude),
  ]} -- ${`${repositoryPath}/`} ${`${appPath}/`}`;

/** Copies the checkout into the app folder: the switch of an in-place deploy.
 *
 * `.pitwall-revision` in the app folder says what it holds. Before the first byte is copied it is replaced by one that claims no revision,
 * and it names the new one only when the whole copy is on the disk. */
export const stepSync = (settings: EnvironmentSettings, revision: Revision): StepScript => {
  const { appPath: path, repositoryPath: repository, ssh, strategy } = settings;
  const copy = copyCommand(settings, strategy);
  const failure = <Code extends FailureCode>(...args: Parameters<typeof stepFailure<Code>>) =>
    verbatim(sh`
    ${verbatim(stepFailure(...args))}
    exit 1`);

  return {
    commands: copy,
    script: sh`${verbatim(stepPrelude(settings))}
want=${revision}
marker=$app/.pitwall-revision
say_marker() {
  cat >"$marker.new" && sync "$marker.new" && mv -f -T "$marker.new" "$marker" && sync "$app"
}
cannot_write() {
  rm -f "$marker.new"
  read -r free <<END
$(df -k --output=avail "$app" 2>/dev/null | tail -n 1)
END
  if said 'no space left on device' || [ "\${free:-1}" = 0 ]; then ${failure('disk-full', { path })}
  fi
  ${failure('app-not-writable', { path, user: ssh.user })}
}
copy_failed() {
  if said 'no space left on device'; then ${failure('disk-full', { path })}
  elif said 'permission denied\\|operation not permitted\\|read-only file system'; then ${failure('app-not-writable', { path, user: ssh.user })}
  elif [ "$code" -eq 24 ]; then ${failure('rsync-vanished', { path: repository })}
  fi
  ${failure('rsync-failed', { code: shellVariable('code') })}
}

if [ "$(git -C "$repo" rev-parse --verify --end-of-options HEAD)" != "$want" ]; then ${failure('checkout-moved', { path: repository })}
fi
before=''
if [ -e "$marker" ]; then before=$(sed -n 's/^\\(revision\\|from\\)=\\([0-9a-f]\\{40\\}\\)$/\\2/p' "$marker" | head -n 1); fi
torn=no
if [ -e "$marker" ] && ! grep -q '^revision=' "$marker"; then
  torn=yes
  say 'an earlier copy into the app folder was interrupted; this one makes it whole'
fi

fence
say_marker <<END || cannot_write
incomplete=yes
from=$before
to=$want
run=\${PITWALL_ID:-}
END
fact switch begun
say "copying $repo to $app"
code=24
for try in 1 2 3; do
  [ "$code" -eq 24 ] || break
  [ "$try" -eq 1 ] || sleep 0.5
  ${verbatim(copy)}
  code=$?
done
[ "$code" -eq 0 ] || copy_failed
if [ "$torn" = yes ]; then find "$app" -depth -type d -name '.~tmp~' -exec rm -rf {} + 2>/dev/null; fi
sync -f "$app" 2>/dev/null || sync
fence
say_marker <<END || cannot_write
revision=$want
run=\${PITWALL_ID:-}
at=$(date +%s)000
END
say "the app folder holds $want"
`,
  };
};
