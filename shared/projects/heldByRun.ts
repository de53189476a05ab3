import type { EnvironmentSettings } from './environment.ts';

/** Fields of an environment that may not change while a run goes on there: they say which machine and account the run is followed on.
 *
 * All else may: a run reads the settings it was confirmed with, and how to get to its machine (port, key, jump host) is what somebody
 * mends while the connection is lost. */
export const heldByRun = (before: EnvironmentSettings, after: EnvironmentSettings): readonly string[] => [
  ...(before.ssh.host === after.ssh.host ? [] : ['ssh.host']),
  ...(before.ssh.user === after.ssh.user ? [] : ['ssh.user']),
];
