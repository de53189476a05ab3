import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from './runProcess.ts';

const SUITE = 'bookworm';

const PACKAGES = [
  'systemd,systemd-sysv,dbus,libpam-systemd',
  'openssh-server,sudo,rsync,git,curl,iproute2,procps',
  'nginx-light,python3-fastapi,uvicorn,python3-sqlalchemy,python3-aiosqlite',
].join(',');

/** What a fresh Debian lacks of a server that somebody runs an app on; the same for every ground. */
const CUSTOMISE = `#!/bin/sh
set -eu
root=$1
chroot "$root" useradd --system --uid 990 --home-dir /nonexistent --shell /usr/sbin/nologin orders
chroot "$root" useradd --create-home --uid 1000 --shell /bin/bash --password '*' --groups adm deploy
rm -f "$root"/etc/ssh/ssh_host_* "$root/etc/nginx/sites-enabled/default"
cat > "$root/etc/ssh/sshd_config.d/ground.conf" <<'END'
ListenAddress 127.0.0.1
PasswordAuthentication no
KbdInteractiveAuthentication no
HostKey /etc/ssh/ssh_host_ed25519_key
MaxStartups 50:30:100
PrintLastLog no
PrintMotd no
END
mkdir -p "$root/etc/systemd/journald.conf.d" "$root/var/log/journal"
cat > "$root/etc/systemd/journald.conf.d/ground.conf" <<'END'
[Journal]
Storage=persistent
SystemMaxUse=200M
RateLimitIntervalSec=0
END
for unit in systemd-resolved.service systemd-networkd.service systemd-timesyncd.service systemd-logind.service \\
  apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer man-db.timer dpkg-db-backup.timer \\
  logrotate.timer getty.target console-getty.service; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
chroot "$root" systemctl -q enable ssh.service nginx.service
echo shop1 > "$root/etc/hostname"
printf '127.0.0.1 localhost\\n127.0.1.1 shop1\\n' > "$root/etc/hosts"
`;

const BUILD = `set -eu
built=$1 hook=$2 suite=$3 packages=$4
shift 4
[ ! -e "$built" ] || exit 0
rm -rf --one-file-system "$built.unfinished"
mmdebstrap --quiet --variant=minbase --include="$packages" --customize-hook="$hook \\"\\$1\\"" "$suite" "$built.unfinished" "$@"
mv -T "$built.unfinished" "$built"
`;

const digest = createHash('sha256')
  .update(JSON.stringify([SUITE, PACKAGES, CUSTOMISE]))
  .digest('hex')
  .slice(0, 12);

/** Where the built root lies; the name changes with the recipe. */
export const debianRootFolder = join(tmpdir(), `pitwall-proving-ground-${digest}`);
const built = join(debianRootFolder, 'root');

export const isDebianRootBuilt = (): boolean => existsSync(built);

/** The machine's own package sources where it is the same Debian, so that a mirror set there is used; else Debian's. */
const sources = (): readonly string[] => {
  const own = '/etc/apt/sources.list.d/debian.sources';
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return release.includes(`VERSION_CODENAME=${SUITE}`) && existsSync(own) ? [own] : [];
};

/** The root folder of a small Debian server, built once and then never written to again. Takes half a minute the first time.
 *
 * Two builders at once do the work once: the second waits on a lock and finds it done. A build that broke off leaves nothing that could be
 * taken for a root, because the folder gets its name last. Needs root, mmdebstrap and a package mirror. */
export const debianRoot = async (): Promise<string> => {
  if (isDebianRootBuilt()) return built;
  mkdirSync(debianRootFolder, { recursive: true, mode: 0o755 });
  if (statSync(debianRootFolder).uid !== 0)
    throw new Error(`${debianRootFolder} belongs to somebody else; remove it and try again.`);
  const hook = join(debianRootFolder, 'customise.sh');
  writeFileSync(hook, CUSTOMISE, { mode: 0o700 });
  const lock = join(debianRootFolder, 'lock');
  await mustRun('flock', [lock, 'sh', '-c', BUILD, 'build', built, hook, SUITE, PACKAGES, ...sources()]);
  return built;
};
