/** What is asked for a kind of series, unless the environment says otherwise. */
export interface UsualQuery {
  readonly kind: string;
  /** Null: there is none that fits everywhere. */
  readonly query: string | null;
  /** Which label tells several results apart: it becomes the subject, `disk.used:/srv`. */
  readonly by: string | null;
}

const cpu = (modes: string) => `node_cpu_seconds_total{mode=~"${modes}",$labels}[$window]`;
const share = (modes: string) => `100 * sum(rate(${cpu(modes)})) / sum(rate(node_cpu_seconds_total{$labels}[$window]))`;
const last = (series: string, more = '') => `last_over_time(${series}{${more}$labels}[$window])`;
const probed = (series: string, more = '') => `last_over_time(${series}{${more}$probe}[$window])`;
const disks = 'fstype!~"tmpfs|devtmpfs|overlay|squashfs|ramfs|autofs",';
const perMount = (series: string) => `max by (mountpoint) (${last(series, disks)})`;
const network = (direction: string) =>
  `sum by (device) (rate(node_network_${direction}_bytes_total{device!="lo",$labels}[$window]))`;
const phase = (name: string) => `1000 * sum(${probed('probe_http_duration_seconds', `phase="${name}",`)})`;

const one = (kind: string, query: string | null): UsualQuery => ({ kind, query, by: null });

/** In the order they are shown. The names of node_exporter 1.x and blackbox_exporter 0.2x.
 *
 * Each gives what Pitwall would measure itself: busy is all but idle and waiting for disks (proc(5)); a disk's share in use is of what users
 * can have, as df(1) prints it. Every gauge is read with `last_over_time(…[$window])` and not bare: bare, Prometheus would repeat a value for
 * five minutes after the last scrape, and a gap would look like a flat line. */
export const usualQueries: readonly UsualQuery[] = [
  one('cpu.busy', `100 - (${share('idle|iowait')})`),
  one('cpu.user', share('user|nice')),
  one('cpu.system', share('system|irq|softirq')),
  one('cpu.iowait', share('iowait')),
  one('cpu.steal', share('steal')),
  one('load.1', `max(${last('node_load1')})`),
  one(
    'memory.used',
    `100 * (1 - sum(${last('node_memory_MemAvailable_bytes')}) / sum(${last('node_memory_MemTotal_bytes')}))`,
  ),
  one('memory.available', `sum(${last('node_memory_MemAvailable_bytes')})`),
  one(
    'swap.used',
    `100 * (1 - sum(${last('node_memory_SwapFree_bytes')}) / sum(${last('node_memory_SwapTotal_bytes')}))`,
  ),
  {
    kind: 'disk.used',
    query: `100 * (1 - ${perMount('node_filesystem_avail_bytes')} / (${perMount('node_filesystem_size_bytes')} - ${perMount('node_filesystem_free_bytes')} + ${perMount('node_filesystem_avail_bytes')}))`,
    by: 'mountpoint',
  },
  {
    kind: 'disk.inodes',
    query: `100 * (1 - ${perMount('node_filesystem_files_free')} / ${perMount('node_filesystem_files')})`,
    by: 'mountpoint',
  },
  { kind: 'net.in', query: network('receive'), by: 'device' },
  { kind: 'net.out', query: network('transmit'), by: 'device' },
  one('probe.success', `min(${probed('probe_success')})`),
  one('probe.total', `1000 * max(${probed('probe_duration_seconds')})`),
  one('probe.dns', phase('resolve')),
  one('probe.connect', phase('connect')),
  one('probe.tls', phase('tls')),
  one('probe.firstByte', phase('processing')),
  one('probe.certificate', `(min(${probed('probe_ssl_earliest_cert_expiry')}) - time()) / 86400`),
  ...['rate', 'errors', 'p50', 'p95', 'p99'].map((name) => one(`http.${name}`, null)),
];

/** Examples where there is no usual one: what applications call these differs. */
export const exampleQueries: Readonly<Record<string, string>> = {
  'http.rate': 'sum(rate(http_requests_total{$labels}[$window]))',
  'http.errors':
    '100 * sum(rate(http_requests_total{status=~"5..",$labels}[$window])) / sum(rate(http_requests_total{$labels}[$window]))',
  ...Object.fromEntries(
    [50, 95, 99].map((percent) => [
      `http.p${percent}`,
      `1000 * histogram_quantile(${percent / 100}, sum by (le) (rate(http_request_duration_seconds_bucket{$labels}[$window])))`,
    ]),
  ),
};
