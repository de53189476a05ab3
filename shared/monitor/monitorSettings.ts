import { z } from 'zod';
import { plainText } from '../plainText.ts';
import { PrometheusSource } from '../prometheus/prometheusSource.ts';

/** A TCP address outside that tells our own network's failure from theirs. */
export const Reference = z.object({ host: plainText(253), port: z.number().int().min(1).max(65535) });
export type Reference = Readonly<z.infer<typeof Reference>>;

/** A name server by its address, with its port where that is not 53: `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:5353`. */
export const Resolver = plainText(60).refine(
  (text) => {
    const [, six, four, port = '53'] = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
    const known = six === undefined ? z.ipv4().safeParse(four).success : z.ipv6().safeParse(six).success;
    return (known || z.ipv6().safeParse(text).success) && Number(port) >= 1 && Number(port) <= 65_535;
  },
  { error: 'must be the address of a name server, such as 192.0.2.53 or 192.0.2.53:5353' },
);

/** How an environment is watched; the addresses of its hops are the environment's own. */
export const MonitorSettings = z.object({
  enabled: z.boolean(),
  /** Between two looks at the path. */
  intervalSeconds: z.number().int().min(2).max(3600),
  /** What the public name must resolve to; empty: any address will do. */
  expectAddresses: z.array(z.union([z.ipv4(), z.ipv6()], { error: 'must be an IPv4 or IPv6 address' })).max(50),
  /** The name server that is asked for the public name; null: those of this machine. For names that lead elsewhere inside than outside. */
  resolver: Resolver.nullable().default(null),
  references: z.array(Reference).max(5),
  /** Between two samples of the server's resources. */
  resourceSeconds: z.number().int().min(2).max(600),
  /** The nginx access log on the server; null: not read. */
  accessLog: plainText(1000).startsWith('/', 'must be an absolute path').nullable(),
  /** nginx's log_format of it; `combined` or the words between the quotes of the configuration. */
  logFormat: plainText(2000),
  /** A Prometheus whose samples are read instead of Pitwall's own; null: Pitwall collects. */
  prometheus: PrometheusSource.nullable().default(null),
});
export type MonitorSettings = Readonly<z.infer<typeof MonitorSettings>>;

/** How a new environment is watched. */
export const defaultMonitorSettings: MonitorSettings = {
  enabled: false,
  intervalSeconds: 15,
  expectAddresses: [],
  resolver: null,
  references: [
    { host: '1.1.1.1', port: 443 },
    { host: '9.9.9.9', port: 443 },
  ],
  resourceSeconds: 15,
  accessLog: '/var/log/nginx/access.log',
  logFormat: 'combined',
  prometheus: null,
};
