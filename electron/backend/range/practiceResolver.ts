import type { Environment } from '../../../shared/projects/environment.ts';
import type { RangeState } from '../../../shared/range/contract.ts';
import { practiceHost } from './practiceHost.ts';

/** The name server that knows the public name of a practice server, as `address:port`; null when the name is another one. */
export const practiceResolver = (
  { servers }: Pick<RangeState, 'servers'>,
  { health: { publicUrl } }: Pick<Environment, 'health'>,
): string | null => {
  if (publicUrl === null) return null;
  const { hostname } = new URL(publicUrl);
  const server = servers.find(({ name }) => practiceHost(name) === hostname);
  return server === undefined || server.dnsPort === null ? null : `127.0.0.1:${String(server.dnsPort)}`;
};
