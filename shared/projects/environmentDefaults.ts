import type { EnvironmentSettings, Health, StepName, Strategy } from './environment.ts';

interface EnvironmentDefaults {
  readonly sshPort: number;
  readonly branch: EnvironmentSettings['branch'];
  readonly nginxUnit: EnvironmentSettings['nginxUnit'];
  readonly strategy: Strategy;
  readonly health: Omit<Health, 'appUrl' | 'nginxUrl'>;
  /** Seconds; `health` leaves room for the health check's own timeout. */
  readonly limits: Readonly<Record<StepName, number>>;
}

/** What an environment has when nobody says otherwise: what most servers have, and times generous enough for a small service. */
export const environmentDefaults: EnvironmentDefaults = {
  sshPort: 22,
  branch: 'main',
  nginxUnit: 'nginx.service',
  strategy: { kind: 'in-place', delete: false, exclude: ['.env'] },
  health: { publicUrl: null, expectStatus: 200, passes: 3, intervalSeconds: 1, timeoutSeconds: 60 },
  limits: { preflight: 60, pull: 120, sync: 300, restart: 60, reload: 30, health: 90 },
};
