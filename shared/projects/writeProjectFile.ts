import { usualRule } from '../alerts/usualRule.ts';
import { defaultMonitorSettings as watched } from '../monitor/monitorSettings.ts';
import type { SshHop } from './environment.ts';
import { environmentDefaults as defaults } from './environmentDefaults.ts';
import { type FiledEnvironment, type FiledMonitor, type FiledProject, PROJECT_FILE_FORMAT } from './projectFile.ts';
import { ruleLines } from './ruleLines.ts';
import { yamlBlock, yamlText } from './yamlText.ts';

type Line = string;

const indented = (lines: readonly Line[]): readonly Line[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

/** The first line of a list entry carries the dash, the others stand under it. */
const entry = (lines: readonly Line[]): readonly Line[] =>
  lines.map((line, index) => (index === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`));

const list = (name: string, entries: readonly (readonly Line[])[]): readonly Line[] =>
  entries.length === 0 ? [`${name}: []`] : [`${name}:`, ...indented(entries.flatMap(entry))];

const group = (name: string, lines: readonly Line[]): readonly Line[] => [`${name}:`, ...indented(lines)];

const hop = ({ host, port, user, auth }: SshHop): readonly Line[] => [
  `host: ${yamlText(host)}`,
  `port: ${port}`,
  `user: ${yamlText(user)}`,
  ...group('auth', [`kind: ${auth.kind}`, ...(auth.kind === 'key' ? [`path: ${yamlText(auth.path)}`] : [])]),
];

const textOrNull = (text: string | null): string => (text === null ? 'null' : yamlText(text));

const monitor = (each: FiledMonitor): readonly Line[] => [
  `enabled: ${each.enabled}`,
  `intervalSeconds: ${each.intervalSeconds}`,
  ...list(
    'expectAddresses',
    each.expectAddresses.map((address) => [yamlText(address)]),
  ),
  `resolver: ${textOrNull(each.resolver)}`,
  ...list(
    'references',
    each.references.map(({ host, port }) => [`host: ${yamlText(host)}`, `port: ${port}`]),
  ),
  `resourceSeconds: ${each.resourceSeconds}`,
  `accessLog: ${textOrNull(each.accessLog)}`,
  `logFormat: ${yamlText(each.logFormat)}`,
  ...(each.rules === null ? ['rules: null'] : list('rules', each.rules.map(ruleLines))),
];

const environment = (each: FiledEnvironment): readonly Line[] => [
  `name: ${yamlText(each.name)}`,
  `tier: ${each.tier}`,
  `protected: ${each.protected}`,
  ...group('ssh', [...hop(each.ssh), ...(each.ssh.jump === null ? ['jump: null'] : group('jump', hop(each.ssh.jump)))]),
  `repositoryPath: ${yamlText(each.repositoryPath)}`,
  `appPath: ${yamlText(each.appPath)}`,
  `branch: ${yamlText(each.branch)}`,
  `unit: ${yamlText(each.unit)}`,
  `nginxUnit: ${yamlText(each.nginxUnit)}`,
  ...group('strategy', [
    `kind: ${each.strategy.kind}`,
    `delete: ${each.strategy.delete}`,
    ...list(
      'exclude',
      each.strategy.exclude.map((pattern) => [yamlText(pattern)]),
    ),
  ]),
  ...group('health', [
    `appUrl: ${yamlText(each.health.appUrl)}`,
    `nginxUrl: ${yamlText(each.health.nginxUrl)}`,
    `publicUrl: ${textOrNull(each.health.publicUrl)}`,
    `expectStatus: ${each.health.expectStatus}`,
    `passes: ${each.health.passes}`,
    `intervalSeconds: ${each.health.intervalSeconds}`,
    `timeoutSeconds: ${each.health.timeoutSeconds}`,
  ]),
  ...group('limits', [
    `preflight: ${each.limits.preflight}`,
    `pull: ${each.limits.pull}`,
    `sync: ${each.limits.sync}`,
    `restart: ${each.limits.restart}`,
    `reload: ${each.limits.reload}`,
    `health: ${each.limits.health}`,
  ]),
  ...(each.monitor === null ? ['monitor: null'] : group('monitor', monitor(each.monitor))),
];

const rule = usualRule('critical');
const seconds = Object.entries(defaults.limits)
  .map(([step, limit]) => `${step} ${limit}`)
  .join(', ');

const intro = `# A Pitwall project. It holds no secrets: passphrases and passwords stay in the keychain of the machine they were typed on.
#
# May be left out, and is then:
#   project.description   empty
#   protected             true for tier production, else false; a protected environment wants its name typed before a deploy
#   ssh.port              ${defaults.sshPort}
#   ssh.auth              kind: agent (others: "kind: key" with a path, "kind: password")
#   ssh.jump              null; else a host to go through, with the same fields as ssh
#   branch                ${defaults.branch}
#   nginxUnit             ${defaults.nginxUnit}
#   strategy              kind: ${defaults.strategy.kind} (git pull, then rsync), delete: ${defaults.strategy.delete}, exclude: ${defaults.strategy.exclude.join(', ')}
#   health.publicUrl      null: there is no public way to ask
#   health                expectStatus: ${defaults.health.expectStatus}, passes: ${defaults.health.passes} in a row, intervalSeconds: ${defaults.health.intervalSeconds}, timeoutSeconds: ${defaults.health.timeoutSeconds}
#   limits (seconds)      ${seconds}
#   monitor               null: it is not watched until that is set; else each of its fields may be left out:
#                         enabled: ${watched.enabled}, intervalSeconds: ${watched.intervalSeconds}, expectAddresses: any will do, resolver: that of the machine,
#                         references: ${watched.references.map(({ host, port }) => `${host}:${port}`).join(' and ')}, resourceSeconds: ${watched.resourceSeconds},
#                         accessLog: ${watched.accessLog}, logFormat: ${watched.logFormat}
#   monitor.rules         null: Pitwall's default rules; [] is none. Of a rule: enabled: ${rule.enabled}, forSeconds: ${rule.forSeconds},
#                         openAfter: ${rule.openAfter} and closeAfter: ${rule.closeAfter} readings in a row, and when its severity is critical
#                         remindSeconds: ${rule.remindSeconds ?? 'null'} (else null) and makesItem: ${rule.makesItem} (else false)
# tier is staging, production or other. Environments stand in the order of deployment. health.appUrl and health.nginxUrl are
# asked on the server itself, health.publicUrl from the machine Pitwall runs on.
`;

/** A project as the text of a project file.
 *
 * The same project gives the same bytes, whatever was imported to make it: every field is written, in one order. */
export const writeProjectFile = ({ name, key, description, environments }: FiledProject): string => {
  const project = [
    `name: ${yamlText(name)}`,
    `key: ${yamlText(key)}`,
    `description: ${yamlBlock(description, '    ') ?? yamlText(description)}`,
  ];
  const lines = [
    `pitwall: ${PROJECT_FILE_FORMAT}`,
    '',
    ...group('project', project),
    '',
    ...list('environments', environments.map(environment)),
  ];
  return `${intro}\n${lines.join('\n')}\n`;
};

/** A file name that every system takes: the project's name in small letters, `project` when nothing is left of it. */
export const projectFileName = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain === '' ? 'project' : plain}.pitwall.yaml`;
};
