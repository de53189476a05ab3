/** Where the names of this machine lead. */
export const loopback: readonly string[] = ['127.0.0.1', '::1'];

/** Whether a name means this very machine, whatever a name server would say of it (RFC 6761, 6.3). */
export const isLocalhost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');
