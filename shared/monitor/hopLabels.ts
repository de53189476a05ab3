import type { HopName } from './hop.ts';

/** What a hop is called within a sentence. */
export const hopLabels: Readonly<Record<HopName, string>> = {
  dns: 'DNS',
  edge: 'the edge',
  server: 'the server',
  nginx: 'nginx',
  app: 'the app',
};
