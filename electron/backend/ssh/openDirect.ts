import { connect, isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { isLocalhost, loopback } from './isLocalhost.ts';

/** Opens a TCP connection from this machine. With `addresses` the name is not looked up: they are tried instead, one after the other as RFC
 * 8305 (happy eyeballs) has it; names under `localhost` never are, because not every system knows them. Rejects with the system's error, whose
 * code is that of the first address. */
export const openDirect = (
  host: string,
  port: number,
  signal: AbortSignal,
  addresses: readonly string[] | undefined = isLocalhost(host) ? loopback : undefined,
): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    const only = addresses?.length === 1 ? addresses[0] : undefined;
    const socket = connect({
      host: only ?? host,
      port,
      noDelay: true,
      autoSelectFamily: true,
      ...(addresses !== undefined && { lookup: lookupOf(addresses) }),
    });
    const onAbort = () => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(socket);
    });
    socket.on('error', (error) => {
      signal.removeEventListener('abort', onAbort);
      reject(error);
    });
  });

const lookupOf =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, done) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (first === undefined) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
    return all ? done(null, found) : done(null, first.address, first.family);
  };
