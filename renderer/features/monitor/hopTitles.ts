import type { HopName } from '../../../shared/monitor/hop.ts';
import type { Environment } from '../../../shared/projects/environment.ts';

export const hopTitles: Readonly<Record<HopName, string>> = {
  dns: 'DNS',
  edge: 'Edge',
  server: 'Server',
  nginx: 'nginx',
  app: 'App',
};

const hostOf = (url: string | null): string => (url === null ? '' : new URL(url).host);

/** What is asked at a hop: a name, an address and port, an account. */
export const hopTarget = (hop: HopName, { health, ssh }: Environment): string => {
  switch (hop) {
    case 'dns':
      return health.publicUrl === null ? '' : new URL(health.publicUrl).hostname;
    case 'edge':
      return hostOf(health.publicUrl);
    case 'server':
      return `${ssh.user}@${ssh.host}:${String(ssh.port)}`;
    case 'nginx':
      return hostOf(health.nginxUrl);
    case 'app':
      return hostOf(health.appUrl);
  }
};

/** From where a hop is looked at. */
export const hopVantage = (hop: HopName): string => {
  switch (hop) {
    case 'dns':
    case 'edge':
      return 'seen from this machine';
    case 'server':
      return 'over SSH';
    case 'nginx':
    case 'app':
      return 'seen on the server, through SSH';
  }
};
