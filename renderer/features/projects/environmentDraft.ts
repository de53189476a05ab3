import type { EnvironmentSettings, SshAuth, SshHop } from '../../../shared/projects/environment.ts';
import { environmentDefaults } from '../../../shared/projects/environmentDefaults.ts';

/** A number field as its input holds it: empty text while nothing is typed. */
type NumberField = number | string;

/** How to reach one host, as the form holds it. */
export interface HopDraft {
  readonly host: string;
  readonly port: NumberField;
  readonly user: string;
  readonly auth: SshAuth['kind'];
  readonly keyPath: string;
}

/** An environment as the form holds it: every field is there, whether it applies or not. */
export interface EnvironmentDraft {
  readonly name: string;
  readonly tier: EnvironmentSettings['tier'];
  readonly protected: boolean;
  readonly ssh: HopDraft;
  readonly viaJump: boolean;
  readonly jump: HopDraft;
  readonly repositoryPath: string;
  readonly appPath: string;
  readonly branch: string;
  readonly unit: string;
  readonly nginxUnit: string;
  readonly delete: boolean;
  /** One rsync pattern a line. */
  readonly exclude: string;
  readonly health: {
    readonly appUrl: string;
    readonly nginxUrl: string;
    readonly publicUrl: string;
    readonly expectStatus: NumberField;
    readonly passes: NumberField;
    readonly intervalSeconds: NumberField;
    readonly timeoutSeconds: NumberField;
  };
  readonly limits: Readonly<Record<keyof EnvironmentSettings['limits'], NumberField>>;
}

const blankHop: HopDraft = { host: '', port: environmentDefaults.sshPort, user: '', auth: 'agent', keyPath: '' };

/** A new environment: what most servers have is filled in, what differs is empty. */
export const blankEnvironment: EnvironmentDraft = {
  name: '',
  tier: 'staging',
  protected: false,
  ssh: blankHop,
  viaJump: false,
  jump: blankHop,
  repositoryPath: '',
  appPath: '',
  branch: environmentDefaults.branch,
  unit: '',
  nginxUnit: environmentDefaults.nginxUnit,
  delete: environmentDefaults.strategy.delete,
  exclude: environmentDefaults.strategy.exclude.join('\n'),
  health: {
    ...environmentDefaults.health,
    appUrl: '',
    nginxUrl: '',
    publicUrl: environmentDefaults.health.publicUrl ?? '',
  },
  limits: environmentDefaults.limits,
};

const hopDraft = (hop: SshHop): HopDraft => ({
  host: hop.host,
  port: hop.port,
  user: hop.user,
  auth: hop.auth.kind,
  keyPath: hop.auth.kind === 'key' ? hop.auth.path : '',
});

/** Saved settings as the form holds them. */
export const draftOf = (settings: EnvironmentSettings): EnvironmentDraft => ({
  name: settings.name,
  tier: settings.tier,
  protected: settings.protected,
  ssh: hopDraft(settings.ssh),
  viaJump: settings.ssh.jump !== null,
  jump: settings.ssh.jump === null ? blankHop : hopDraft(settings.ssh.jump),
  repositoryPath: settings.repositoryPath,
  appPath: settings.appPath,
  branch: settings.branch,
  unit: settings.unit,
  nginxUnit: settings.nginxUnit,
  delete: settings.strategy.delete,
  exclude: settings.strategy.exclude.join('\n'),
  health: { ...settings.health, publicUrl: settings.health.publicUrl ?? '' },
  limits: { ...settings.limits },
});
