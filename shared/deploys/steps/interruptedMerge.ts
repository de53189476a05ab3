import { sh } from '../../remote/remoteCommand.ts';

/** Shell functions about a fast-forward that a kill or a power cut left half-way.
 *
 * Before the pull touches the work tree it writes `pitwall-merge` into the git folder: from which revision, to which. While that file is
 * there and HEAD is still one of the two, changed files that the two revisions differ in are the half-done merge's and nobody's work, and a
 * lock file of the index is a dead git's. `read_merge` sets merge_from and merge_to, both empty when there is no such merge. */
export const interruptedMerge = sh`
read_merge() {
  merge_from='' merge_to=''
  [ -e "$gitdir/pitwall-merge" ] || return 0
  while IFS='=' read -r name value; do
    case $value in *[!0-9a-f]*) continue ;; esac
    [ \${#value} -eq 40 ] || continue
    case $name in
      from) merge_from=$value ;;
      to) merge_to=$value ;;
    esac
  done <"$gitdir/pitwall-merge"
  if [ -z "$merge_from" ] || [ -z "$merge_to" ]; then merge_from='' merge_to=''; fi
  if [ "$head" != "$merge_from" ] && [ "$head" != "$merge_to" ]; then merge_from='' merge_to=''; fi
}
`;
