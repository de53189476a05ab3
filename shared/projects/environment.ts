import { z } from 'zod';
import { EnvironmentId, ProjectId } from '../ids.ts';
import { plainText } from '../plainText.ts';

const AbsolutePath = plainText(1000)
  .startsWith('/', 'must be an absolute path')
  .refine((path) => !path.split('/').includes('..'), 'must not hold ..');
const Port = z.number().int().min(1).max(65535);
const HostName = plainText(253)
  .regex(/^[A-Za-z0-9_.:%[\]-]+$/, 'must be a host name, an address or an alias of ~/.ssh/config')
  .refine((h) => !h.startsWith('-'), 'must not begin with -');
const UserName = plainText(64).regex(/^[A-Za-z0-9_][A-Za-z0-9_.@-]*\$?$/, 'must be a Unix user name');
/** systemd unit names: systemd.unit(5). */
const UnitName = plainText(255).regex(/^[A-Za-z0-9_\\@:][A-Za-z0-9:_.\\@-]*$/, 'must be a systemd unit name');
/** A branch as git-check-ref-format(1) allows it; what the shell or an option parser would make of it does not matter here. */
const BranchName = plainText(255)
  .refine((name) => !name.startsWith('-'), 'must not begin with -')
  .refine(
    (name) => !/[\s~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|\.lock(\/|$)|(^|\/)\./.test(name) && name !== '@',
    'is not a valid branch name',
  );
const HttpUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'must not hold a user or password');
const Seconds = z
  .number()
  .int()
  .min(1)
  .max(24 * 3600);

/** How to sign in. Secrets are never part of it: passphrases and passwords live in the vault. */
export const SshAuth = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent') }),
  z.object({ kind: z.literal('key'), path: plainText(1000) }),
  z.object({ kind: z.literal('password') }),
]);
export type SshAuth = Readonly<z.infer<typeof SshAuth>>;

export const SshHop = z.object({ host: HostName, port: Port, user: UserName, auth: SshAuth });
export type SshHop = Readonly<z.infer<typeof SshHop>>;

export const SshTarget = SshHop.extend({ jump: SshHop.nullable() });
export type SshTarget = Readonly<z.infer<typeof SshTarget>>;

/** How files reach the app folder. `in-place` is git pull + rsync; releases with an atomic switch will be the second member. */
export const Strategy = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('in-place'),
    /** Remove files from the app folder that the repository no longer has; excluded paths are never touched. */
    delete: z.boolean(),
    /** rsync exclude patterns, e.g. `.env`, `venv/`. */
    exclude: z.array(plainText(500)).max(200),
  }),
]);
export type Strategy = Readonly<z.infer<typeof Strategy>>;

export const Health = z.object({
  /** Asked on the target itself, past nginx. */
  appUrl: HttpUrl,
  /** Asked on the target, through nginx. */
  nginxUrl: HttpUrl,
  /** Asked from this machine over the whole public path; null when the environment has none. */
  publicUrl: HttpUrl.nullable(),
  expectStatus: z.number().int().min(100).max(599),
  /** Passes in a row that make it healthy. */
  passes: z.number().int().min(1).max(100),
  intervalSeconds: z.number().min(0.05).max(60),
  /** From the restart to the verdict. */
  timeoutSeconds: Seconds,
});
export type Health = Readonly<z.infer<typeof Health>>;

export const stepNames = ['preflight', 'pull', 'sync', 'restart', 'reload', 'health'] as const;
export const StepName = z.enum(stepNames);
export type StepName = z.infer<typeof StepName>;

/** Everything a person may set of an environment. */
export const EnvironmentSettings = z.object({
  name: plainText(60),
  tier: z.enum(['staging', 'production', 'other']),
  /** A protected environment wants its name typed before a deploy. */
  protected: z.boolean(),
  ssh: SshTarget,
  repositoryPath: AbsolutePath,
  appPath: AbsolutePath.refine((path) => path !== '/', 'must not be the root folder'),
  branch: BranchName,
  unit: UnitName,
  nginxUnit: UnitName,
  strategy: Strategy,
  health: Health,
  /** Time limit of each step, in seconds. */
  limits: z.object({
    preflight: Seconds,
    pull: Seconds,
    sync: Seconds,
    restart: Seconds,
    reload: Seconds,
    health: Seconds,
  }),
});
export type EnvironmentSettings = Readonly<z.infer<typeof EnvironmentSettings>>;

export const Environment = EnvironmentSettings.extend({
  id: EnvironmentId,
  projectId: ProjectId,
  position: z.number().int(),
});
export type Environment = Readonly<z.infer<typeof Environment>>;
