import type { HostKey } from '../../../shared/connections/sshFailure.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { fingerprintOf } from '../ssh/hostKeyKnowledge.ts';
import { pinnedHostKeysOf } from '../ssh/hostKeyTable.ts';
import { resolveTarget } from '../ssh/resolveTarget.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { requireEnvironment } from './requireEnvironment.ts';

/** The keys pinned for an environment's hosts, jump hosts first. Throws Failure GONE. */
export const pinnedHostKeys = (deps: ConnectionsDeps, id: EnvironmentId): (HostKey & { readonly since: number })[] => {
  const { jumps, target } = resolveTarget(requireEnvironment(deps, id).ssh, deps.homeDir);
  return [...jumps, target].flatMap(({ host, port }) =>
    pinnedHostKeysOf(deps.db, host, port).map(({ type, key, since }) => ({
      host,
      port,
      type,
      fingerprint: fingerprintOf(key),
      since,
    })),
  );
};
