import { z } from 'zod';
import { plainText } from '../plainText.ts';

/** A TCP address outside that tells our own network's failure from theirs. */
export const Reference = z.object({ host: plainText(253), port: z.number().int().min(1).max(65535) });
export type Reference = Readonly<z.infer<typeof Reference>>;

/** How an environment is watched; the addresses of its hops are the environment's own. */
export const MonitorSettings = z.object({
  enabled: z.boolean(),
  /** Between two looks at the path. */
  intervalSeconds: z.number().int().min(2).max(3600),
  /** What the public name must resolve to; empty: any address will do. */
  expectAddresses: z.array(z.union([z.ipv4(), z.ipv6()])).max(50),
  references: z.array(Reference).max(5),
  /** Between two samples of the server's resources. */
  resourceSeconds: z.number().int().min(2).max(600),
  /** The nginx access log on the server; null: not read. */
  accessLog: plainText(1000).startsWith('/', 'must be an absolute path').nullable(),
  /** nginx's log_format of it; `combined` or the words between the quotes of the configuration. */
  logFormat: plainText(2000),
  /** A Prometheus whose samples are read instead of Pitwall's own; null: Pitwall collects. */
  prometheusUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
});
export type MonitorSettings = Readonly<z.infer<typeof MonitorSettings>>;

/** How a new environment is watched. */
export const defaultMonitorSettings: MonitorSettings = {
  enabled: false,
  intervalSeconds: 15,
  expectAddresses: [],
  references: [
    { host: '1.1.1.1', port: 443 },
    { host: '9.9.9.9', port: 443 },
  ],
  resourceSeconds: 15,
  accessLog: '/var/log/nginx/access.log',
  logFormat: 'combined',
  prometheusUrl: null,
};
