import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs in place of those that only a whole server has; what they answer is read from files. */
export const writeStandIns = (dir: string): void => {
  mkdirSync(dir);
  const program = (name: string, text: string) => {
    writeFileSync(join(dir, name), `#!/bin/sh\n${text}`);
    chmodSync(join(dir, name), 0o755);
  };
  program(
    'sudo',
    `[ "$1 $2" = '-n -l' ] || exit 1
shift 2
if [ $# = 0 ]; then echo 'User deploy may run the following commands on shop:'; sed 's/^/    (root) NOPASSWD: /' ${dir}/rules; exit; fi
case $1 in systemctl|nginx) set -- ${dir}/"$@";; esac
grep -qxF -e "$*" -e ALL ${dir}/rules && echo "$*"
`,
  );
  program('nginx', 'exit 0\n');
  program(
    'systemctl',
    `eval "last=\\\${$#}"; cat "${dir}/unit.$last" 2>/dev/null || printf 'LoadState=not-found\\nActiveState=inactive\\nSubState=dead\\nUnitFileState=\\n'\n`,
  );
  const running = 'LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\n';
  for (const unit of ['app', 'nginx']) writeFileSync(join(dir, `unit.${unit}`), running);
  writeFileSync(join(dir, 'rules'), allRules(dir).join('\n'));
};
/** The rules that a deploy of unit `app` needs. */
export const allRules = (dir: string) => [
  `${dir}/systemctl restart app`,
  `${dir}/nginx -t`,
  `${dir}/systemctl reload nginx`,
];
