import type { EnvironmentSettings } from '../projects/environment.ts';
import { type RemoteCommand, script, sh } from '../remote/remoteCommand.ts';
import { probePrelude, readRecords, recordOf } from './probeRecords.ts';
import { type Complaint, findings, type StageFindings } from './stageFindings.ts';

type Units = Pick<EnvironmentSettings, 'unit' | 'nginxUnit'>;

/** Reads the state of both units. */
export const unitsCommand = ({ unit, nginxUnit }: Units): RemoteCommand =>
  script(
    probePrelude,
    sh`look() {
  answer=$(systemctl show -p LoadState -p ActiveState -p SubState -p UnitFileState "$2" </dev/null 2>&1); status=$?
  of() { printf '%s\\n' "$answer" | sed -n "s/^$1=//p" | head -n 1; }
  say "$1" "$status" "$(of LoadState)" "$(of ActiveState)" "$(of SubState)" "$(of UnitFileState)" "$(printf '%s\\n' "$answer" | head -n 1)"
}
say systemctl "$(command -v systemctl)"
if command -v systemctl >/dev/null 2>&1; then
look app ${unit}
look nginx ${nginxUnit}
fi`,
  );

/** What systemd's answers say. */
export const readUnits = (output: string, { unit, nginxUnit }: Units): StageFindings => {
  const records = readRecords(output);
  const [systemctl = ''] = recordOf(records, 'systemctl');
  if (systemctl === '')
    return findings(
      ['systemctl was not found.'],
      [{ level: 'failed', act: 'Pitwall restarts units of systemd: choose a server that runs it.' }],
    );
  const judged = [
    judge(unit, recordOf(records, 'app'), 'a deploy'),
    judge(nginxUnit, recordOf(records, 'nginx'), 'the reload'),
  ];
  return findings(
    judged.map(({ fact }) => fact),
    judged.flatMap(({ complaint }) => (complaint === null ? [] : [complaint])),
  );
};

const judge = (
  name: string,
  [status = '', load = '', active = '', sub = '', file = '', firstLine = '']: readonly string[],
  purpose: string,
): { readonly fact: string; readonly complaint: Complaint | null } => {
  const failed = (act: string): Complaint => ({ level: 'failed', act });
  const warning = (act: string): Complaint => ({ level: 'warning', act });
  if (status !== '0' || load === '')
    return {
      fact: `${name}: systemd gave no answer${firstLine === '' ? '' : ` (${firstLine})`}`,
      complaint: failed('Check on the server that systemd runs: systemctl status.'),
    };
  const fact = `${name}: ${load}, ${active}${sub === '' ? '' : ` (${sub})`}${file === '' ? '' : `, ${file}`}`;
  if (load === 'not-found')
    return { fact, complaint: failed(`There is no unit ${name}: look for its name with systemctl list-unit-files.`) };
  if (load === 'masked') return { fact, complaint: failed(`The unit ${name} is masked: systemctl unmask ${name}.`) };
  if (load !== 'loaded')
    return { fact, complaint: failed(`systemd cannot load ${name}: systemctl status ${name} says why.`) };
  if (active === 'failed')
    return {
      fact,
      complaint: warning(`${name} has failed: look at its journal before ${purpose}: journalctl -u ${name}.`),
    };
  if (active !== 'active' && active !== 'activating' && active !== 'reloading')
    return { fact, complaint: warning(`${name} does not run now.`) };
  if (file === 'disabled')
    return { fact, complaint: warning(`${name} will not start by itself after a reboot: systemctl enable ${name}.`) };
  return { fact, complaint: null };
};
