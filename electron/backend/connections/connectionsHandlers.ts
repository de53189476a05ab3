import { implement } from '@orpc/server';
import { connectionsContract } from '../../../shared/connections/contract.ts';
import { configuredHosts } from '../ssh/configuredHosts.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { clearSecret, heldSecrets, setSecret } from './environmentSecrets.ts';
import { pinnedHostKeys } from './pinnedHostKeys.ts';
import { testConnection } from './testConnection.ts';
import { trustHostKey } from './trustHostKey.ts';

/** What the `connections` contract can do. */
export const createConnectionsHandlers = (deps: ConnectionsDeps) => {
  const os = implement(connectionsContract);
  return os.router({
    test: os.test.handler(({ input, signal }) => testConnection(deps, input.environment, signal)),
    trustHostKey: os.trustHostKey.handler(({ input, signal }) => trustHostKey(deps, input, signal)),
    pinnedHostKeys: os.pinnedHostKeys.handler(({ input }) => pinnedHostKeys(deps, input.environment)),
    secrets: os.secrets.handler(({ input }) => heldSecrets(deps, input.environment)),
    setSecret: os.setSecret.handler(({ input }) => setSecret(deps, input)),
    clearSecret: os.clearSecret.handler(({ input }) => clearSecret(deps, input)),
    configuredHosts: os.configuredHosts.handler(() => configuredHosts(deps.homeDir)),
  });
};
