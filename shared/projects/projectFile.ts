import { z } from 'zod';
import { FILED_RULES_MAX, FiledRule } from '../alerts/filedRule.ts';
import { MonitorSettings, Reference, defaultMonitorSettings as watched } from '../monitor/monitorSettings.ts';
import { EnvironmentSettings, Health, SshAuth, SshHop, type StepName, Strategy } from './environment.ts';
import { environmentDefaults as defaults } from './environmentDefaults.ts';
import { ProjectSettings } from './project.ts';

/** The format this Pitwall writes and reads; raised when an older Pitwall could misread a file. */
export const PROJECT_FILE_FORMAT = 1;

const ENVIRONMENTS_MAX = 100;

const [agent, key, password] = SshAuth.options;
const auth = z.discriminatedUnion('kind', [agent.strict(), key.strict(), password.strict()]);

const hop = z.strictObject({
  ...SshHop.shape,
  port: SshHop.shape.port.default(defaults.sshPort),
  auth: auth.default({ kind: 'agent' }),
});

const [inPlace] = Strategy.options;
const strategy = z.strictObject({
  ...inPlace.shape,
  kind: inPlace.shape.kind.default('in-place'),
  delete: inPlace.shape.delete.default(defaults.strategy.delete),
  exclude: inPlace.shape.exclude.default([...defaults.strategy.exclude]),
});

const health = z.strictObject({
  ...Health.shape,
  publicUrl: Health.shape.publicUrl.default(defaults.health.publicUrl),
  expectStatus: Health.shape.expectStatus.default(defaults.health.expectStatus),
  passes: Health.shape.passes.default(defaults.health.passes),
  intervalSeconds: Health.shape.intervalSeconds.default(defaults.health.intervalSeconds),
  timeoutSeconds: Health.shape.timeoutSeconds.default(defaults.health.timeoutSeconds),
});

const limit = (step: StepName) => EnvironmentSettings.shape.limits.shape[step].default(defaults.limits[step]);
const limits = z.strictObject({
  preflight: limit('preflight'),
  pull: limit('pull'),
  sync: limit('sync'),
  restart: limit('restart'),
  reload: limit('reload'),
  health: limit('health'),
});

const { shape } = EnvironmentSettings;

const watch = MonitorSettings.shape;
/** How an environment is watched and what for, without a Prometheus: its queries fit one server's labels and are set where they can be tried. */
export const FiledMonitor = z.strictObject({
  enabled: watch.enabled.default(watched.enabled),
  intervalSeconds: watch.intervalSeconds.default(watched.intervalSeconds),
  expectAddresses: watch.expectAddresses.default(watched.expectAddresses),
  resolver: watch.resolver,
  references: z.array(Reference.strict()).max(5).default(watched.references),
  resourceSeconds: watch.resourceSeconds.default(watched.resourceSeconds),
  accessLog: watch.accessLog.default(watched.accessLog),
  logFormat: watch.logFormat.default(watched.logFormat),
  /** What opens an alert; null: Pitwall's own default rules. */
  rules: z.array(FiledRule).max(FILED_RULES_MAX).nullable().default(null),
});
export type FiledMonitor = Readonly<z.infer<typeof FiledMonitor>>;

/** An environment as a project file stands for it; `monitor` is null where the file does not say how it is watched. */
export const FiledEnvironment = EnvironmentSettings.extend({ monitor: FiledMonitor.nullable() });
export type FiledEnvironment = Readonly<z.infer<typeof FiledEnvironment>>;

const environment = z
  .strictObject({
    ...shape,
    monitor: FiledMonitor.nullable().default(null),
    protected: shape.protected.optional(),
    ssh: hop.extend({ jump: hop.nullable().default(null) }),
    branch: shape.branch.default(defaults.branch),
    nginxUnit: shape.nginxUnit.default(defaults.nginxUnit),
    strategy: strategy.prefault({}),
    health,
    limits: limits.prefault({}),
  })
  .transform((given): FiledEnvironment => ({ ...given, protected: given.protected ?? given.tier === 'production' }));

/** What a project file holds: everything people set of a project, no ids and no secrets.
 *
 * Fields that may be left out get the values of environmentDefaults.ts; a production environment is protected unless it says otherwise. A
 * field nobody knows is an error, because it is most likely a misspelt one. */
export const ProjectFile = z.strictObject({
  pitwall: z.literal(PROJECT_FILE_FORMAT),
  project: z.strictObject({ ...ProjectSettings.shape, description: ProjectSettings.shape.description.default('') }),
  environments: z.array(environment).max(ENVIRONMENTS_MAX).default([]),
});

/** A project with its environments in the order of deployment, as a project file stands for it. */
export const FiledProject = ProjectSettings.extend({ environments: z.array(FiledEnvironment) });
export type FiledProject = Readonly<z.infer<typeof FiledProject>>;
