import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Api } from '../../shared/api.ts';
import { openLink } from './connect.ts';

/** The whole API as typed functions, over whichever connection is open at the moment of the call. */
export const client: ContractRouterClient<Api> = createORPCClient({
  call: async (path, input, options) => (await openLink(options.signal)).call(path, input, options),
});

/** The same API as options of TanStack Query: `api.projects.list.queryOptions()`, `api.deploys.start.mutationOptions()`, `.key()`. */
export const api = createTanstackQueryUtils(client);
