import type { EnvironmentId } from '../../../shared/ids.ts';
import { hostKeyPins } from '../ssh/hostKeyTable.ts';
import type { DialOptions } from '../ssh/sshSurroundings.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { secretName } from './environmentSecrets.ts';

/** How this feature dials an environment by itself, beside the pool. */
export const dialOptions = (deps: ConnectionsDeps, id: EnvironmentId): DialOptions => ({
  hostKeys: hostKeyPins(deps.db),
  homeDir: deps.homeDir,
  env: deps.env,
  clock: deps.clock,
  secret: (kind) => deps.vault.get(secretName(id, kind)),
});
