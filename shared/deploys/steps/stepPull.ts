import type { Revision } from '../../ids.ts';
import type { EnvironmentSettings } from '../../projects/environment.ts';
import { script, sh, verbatim } from '../../remote/remoteCommand.ts';
import type { FailureCode } from '../failureCauses.ts';
import { interruptedMerge } from './interruptedMerge.ts';
import { shellVariable, stepFailure } from './stepFailure.ts';
import { stepPrelude } from './stepPrelude.ts';
import type { StepScript } from './stepScript.ts';

/** git does not always say why it could not write; with less than this many KiB free the reason is taken to be that. */
const SPACE_LEFT = 10 * 1024;

/** Fetches exactly the environment's branch, and fast-forwards the checkout to exactly the revision that was confirmed.
 *
 * git ends with 128 or 1 for nearly everything, so its words, which `LC_ALL` keeps English, tell one failure from another. */
export const stepPull = (settings: EnvironmentSettings, revision: Revision): StepScript => {
  const { repositoryPath: path, branch, ssh } = settings;
  const source = `refs/heads/${branch}`;
  const ref = `refs/remotes/origin/${branch}`;
  const fetch = sh`git -C ${path} -c gc.auto=0 -c maintenance.auto=false fetch --no-tags --no-recurse-submodules --refmap= --end-of-options origin ${`+${source}:${ref}`}`;
  const merge = sh`git -C ${path} -c gc.auto=0 -c maintenance.auto=false -c merge.autoStash=false merge --ff-only ${revision}`;
  const failure = <Code extends FailureCode>(...args: Parameters<typeof stepFailure<Code>>) =>
    verbatim(sh`
    ${verbatim(stepFailure(...args))}
    exit 1`);
  const url = shellVariable('url');

  return {
    commands: script(fetch, merge),
    script: sh`${verbatim(stepPrelude(settings))}
${verbatim(interruptedMerge)}
want=${revision}
gitdir=$(git -C "$repo" rev-parse --absolute-git-dir) || exit 1
head=$(git -C "$repo" rev-parse --verify --end-of-options HEAD) || exit 1
url=$(git -C "$repo" config --get remote.origin.url | sed 's#//[^/@]*@#//#')

no_space() {
  said 'no space left on device' && return
  said 'unable to write\\|write error' || return
  read -r free <<END
$(df -k --output=avail "$repo" 2>/dev/null | tail -n 1)
END
  [ "\${free:-${SPACE_LEFT}}" -lt ${SPACE_LEFT} ]
}

fetch_failed() {
  if no_space; then ${failure('disk-full', { path })}
  elif said 'cannot lock ref\\|unable to create .*\\.lock'; then ${failure('ref-lock', { path })}
  elif said "couldn't find remote ref"; then ${failure('branch-gone', { url, branch })}
  elif said 'host key verification failed\\|host identification has changed'; then ${failure('origin-host-key', { url, path })}
  elif said 'permission denied (\\|authentication failed\\|could not read \\(username\\|password\\)\\|terminal prompts disabled'; then ${failure('origin-password', { url, path })}
  elif said 'could not resolve\\|connection refused\\|timed out\\|unreachable\\|no route to host\\|failed to connect\\|name resolution'; then ${failure('origin-unreachable', { url, path })}
  elif said 'does not appear to be a git repository\\|repository .*not found\\|not found'; then ${failure('origin-gone', { url, path })}
  else ${failure('fetch-failed', { url, path })}
  fi
}

merge_failed() {
  if said 'untracked working tree files would be'; then
    rm -f "$gitdir/pitwall-merge"
    ${failure('untracked-in-the-way', { path })}
  elif said 'index\\.lock'; then
    rm -f "$gitdir/pitwall-merge"
    lock=$gitdir/index.lock
    ${failure('index-lock', { path, lock: shellVariable('lock') })}
  elif said 'local changes to the following files would be'; then
    rm -f "$gitdir/pitwall-merge"
    count=some
    ${failure('dirty-tree', { path, count: shellVariable('count') })}
  elif no_space; then ${failure('disk-full', { path })}
  elif said 'permission denied'; then ${failure('repository-not-writable', { path, user: ssh.user })}
  else ${failure('pull-failed', { path, revision })}
  fi
}

read_merge
if [ -n "$merge_from" ]; then
  say "an earlier run was interrupted between $merge_from and $merge_to; its update of the checkout is finished first"
  rm -f "$gitdir/index.lock"
  git -C "$repo" diff --binary "$merge_from" -- >"$gitdir/pitwall-interrupted.patch"
  git -C "$repo" reset --quiet --hard "$merge_to" || merge_failed
  head=$merge_to
fi
rm -f "$gitdir/pitwall-merge"

say "fetching $branch from $url"
${verbatim(fetch)} || fetch_failed
fetched=$(git -C "$repo" rev-parse --verify --end-of-options ${`${ref}^{commit}`}) || fetch_failed
if ! git -C "$repo" merge-base --is-ancestor "$want" "$fetched" 2>/dev/null; then ${failure('force-pushed', { revision, branch })}
fi

if [ "$head" = "$want" ]; then
  say "the checkout is at $want already"
  exit 0
fi
if ! git -C "$repo" merge-base --is-ancestor "$head" "$want"; then
  if git -C "$repo" merge-base --is-ancestor "$head" "$fetched"; then
    count=$(git -C "$repo" rev-list --count "$want..$head" --)
    ${failure('checkout-ahead', { path, count: shellVariable('count'), revision })}
  fi
  count=$(git -C "$repo" rev-list --count "$fetched..$head" --)
  git -C "$repo" log --oneline --max-count=20 "$fetched..$head" --
  ${failure('diverged', { path, count: shellVariable('count'), branch })}
fi

fence
printf 'from=%s\\nto=%s\\n' "$head" "$want" >"$gitdir/pitwall-merge" || merge_failed
${verbatim(merge)} || merge_failed
rm -f "$gitdir/pitwall-merge"
now_at=$(git -C "$repo" rev-parse --verify --end-of-options HEAD)
if [ "$now_at" != "$want" ]; then ${failure('pull-failed', { path, revision })}
fi
say "the checkout is at $want"
`,
  };
};
