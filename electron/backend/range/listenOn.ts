import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/** Listens on 127.0.0.1. Rejects with the system's error, e.g. EADDRINUSE. */
export const listenOn = async (server: Server, port: number): Promise<number> => {
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** Listens on the port it had before, or on a free one when that is taken or was never given. */
export const listenAgain = async (server: Server, port: number | null): Promise<number> => {
  if (port === null) return listenOn(server, 0);
  try {
    return await listenOn(server, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    return listenOn(server, 0);
  }
};
