import type { ServerName } from './rangePaths.ts';

const DOMAIN = 'lantern.localhost';

/** The public name of a practice server. A browser on this machine finds it, too; no name server outside is ever asked for it. */
export const practiceHost = (name: ServerName): string => `${name}.${DOMAIN}`;

/** Whether the range itself has given an address that it has to keep up to date. */
export const isPracticeHost = (host: string): boolean => host === '127.0.0.1' || host.endsWith(`.${DOMAIN}`);
