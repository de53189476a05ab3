import { sh, verbatim } from '../remote/remoteCommand.ts';

/** What a request may ask for: figures of /proc, of the local disks, of shares from other machines. */
export type ResourceRequest = 'sample' | 'disks' | 'shares';

/** Interfaces that only mirror what another one carries, or come and go with containers. */
const virtual = verbatim(sh`lo|veth*|docker*|br-*|virbr*|vnet*|tap*|cali*|flannel*|cni*|ifb*|dummy*|sit*|tunl*`);
const local = verbatim(
  sh`ext2|ext3|ext4|xfs|btrfs|zfs|f2fs|jfs|reiserfs|bcachefs|ntfs*|fuseblk|vfat|exfat|ufs|hfsplus`,
);
const shares = verbatim(sh`nfs|nfs4|cifs|smb3|smbfs|9p|ceph|glusterfs|lustre|afs|fuse.sshfs|fuse.glusterfs|fuse.s3fs`);

/** Runs on the server for as long as we are connected, and answers each line `<number> <request>` on its input by lines `<number> <kind>
 * <text>`, the last one of kind `end`.
 *
 * POSIX sh with nothing but builtins, so that a sample starts no process there. It ends when its input does: that is, with the connection.
 * `df` runs beside the loop, because a share whose server is gone holds it for ever; whoever asks does not ask again before the answer.
 * Every write is whole lines and under 4,096 bytes, so that two writers do not mix. */
export const resourceLoop = sh`
LC_ALL=C
export LC_ALL
nl='
'
# Elsewhere in some containers and on practice servers.
proc=\${HOST_PROC:-/proc}
boot=
read -r boot <"$proc/sys/kernel/random/boot_id"
cpus=0
while read -r name rest; do
  case $name in
  cpu[0-9]*) cpus=$((cpus + 1)) ;;
  cpu) ;;
  *) break ;;
  esac
done <"$proc/stat"

out=
say() {
  out="$out$id $1$nl"
  [ \${#out} -lt 3000 ] || flush
}
flush() {
  printf %s "$out" || exit 0
  out=
}

sample() {
  say "boot $boot"
  say "cpus $cpus"
  read -r line <"$proc/uptime" && say "uptime $line"
  read -r line <"$proc/loadavg" && say "load $line"
  read -r line <"$proc/stat" && say "stat $line"
  while read -r name value rest; do
    case $name in
    MemTotal: | MemFree: | MemAvailable: | Buffers: | Cached: | SwapTotal:) say "memory $name $value" ;;
    SwapFree:)
      say "memory $name $value"
      break
      ;;
    esac
  done <"$proc/meminfo"
  while read -r line; do
    name=\${line%%:*}
    case $name in
    "$line" | ${virtual}) ;;
    *) say "net $line" ;;
    esac
  done <"$proc/net/dev"
  say end
  flush
}

mounts() {
  set --
  while read -r device place type rest; do
    case $type in
    ${local}) kind=disks ;;
    ${shares}) kind=shares ;;
    overlay) if [ "$place" = / ]; then kind=disks; else continue; fi ;;
    *) continue ;;
    esac
    [ "$kind" = "$what" ] || continue
    case $place in
    *\\\\134*) continue ;;
    *\\\\*) place=$(printf %b "$place") ;;
    esac
    if [ "$kind" = disks ] && [ ! -d "$place" ]; then continue; fi
    [ $# -lt 40 ] || break
    set -- "$@" "$place"
  done <"$proc/self/mounts"
  if [ $# -gt 0 ]; then
    df -kP "$@" | while read -r line; do say "disk $line"; flush; done
    df -iP "$@" | while read -r line; do say "inode $line"; flush; done
  fi
  say end
  flush
}

while read -r id what; do
  case $what in
  sample) sample ;;
  disks | shares) (mounts </dev/null &) ;;
  esac
done 2>/dev/null
`;
