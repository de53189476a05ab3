import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../proving-ground/freePorts.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { cleanEnv, root, type StartedProcess, startProcess } from '../shell/pitwallProcess.ts';

/** Where Debian puts them, or where `npm test` unpacks them (scripts/unpackPackages.mjs). */
const folders = ['/usr/bin', join(root, 'node_modules', '.cache', 'pitwall-packages', 'usr', 'bin')];

const find = (name: string): string | null =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;

const [prometheus, nodeExporter, blackbox] = [
  'prometheus',
  'prometheus-node-exporter',
  'prometheus-blackbox-exporter',
].map(find);
/** Comes with prometheus. */
export const promtool = find('promtool');

/** Why nothing can be tested against a real Prometheus here; null when it can. */
export const noPrometheus: string | null =
  prometheus && nodeExporter && blackbox
    ? null
    : 'Skipped: Prometheus as a source, because prometheus, prometheus-node-exporter and prometheus-blackbox-exporter are not here (npm test unpacks them as root on Debian).';

export interface PrometheusPrograms {
  /** Where Prometheus is asked. */
  readonly url: string;
  readonly startPrometheus: () => Promise<void>;
  readonly killPrometheus: () => Promise<void>;
  readonly startExporter: () => Promise<void>;
  readonly killExporter: () => Promise<void>;
  readonly end: () => Promise<void>;
}

interface Options {
  /** `host:port` of Pitwall's own metrics. */
  readonly pitwall: string;
  /** What blackbox_exporter asks. */
  readonly probed: string;
}

/** Debian's Prometheus with both exporters on loopback ports of their own, scraping every second. A busy machine misses one now and then:
 * say that it is every two. */
export const startPrometheusPrograms = async ({ pitwall, probed }: Options): Promise<PrometheusPrograms> => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-prometheus-'));
  const [port = 0, exporterPort = 0, probePort = 0] = await freePorts(3);
  const env = cleanEnv(folder);
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    `global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs:
  - job_name: node
    static_configs: [{targets: ['127.0.0.1:${exporterPort}']}]
  - job_name: pitwall
    static_configs: [{targets: ['${pitwall}']}]
  - job_name: blackbox
    metrics_path: /probe
    params: {module: [page], target: ['${probed}']}
    static_configs: [{targets: ['127.0.0.1:${probePort}']}]
`,
  );
  const modules = join(folder, 'blackbox.yml');
  writeFileSync(modules, 'modules: {page: {prober: http, timeout: 1s, http: {preferred_ip_protocol: ip4}}}\n');
  const running = new Map<string, StartedProcess>();
  const start = async (command: string | null | undefined, args: readonly string[], ready: string): Promise<void> => {
    if (command == null) throw new Error(noPrometheus ?? '');
    const started = startProcess({ command, args, env, cwd: folder });
    running.set(command, started);
    let over: number | string | null = null;
    void started.exited.then((code) => {
      over = code;
    });
    await waitUntil(`${command} answers`, async () => {
      if (over !== null) return true;
      return (await fetch(ready)).ok;
    });
    if (over !== null) throw new Error(`${command} ended with ${over}\n${started.stderr()}`);
  };
  const kill = async (command: string | null | undefined): Promise<void> => {
    await running.get(command ?? '')?.end('SIGKILL');
    running.delete(command ?? '');
  };
  const startPrometheus = () =>
    start(
      prometheus,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=warn',
      ],
      `http://127.0.0.1:${port}/-/ready`,
    );
  const startExporter = () =>
    start(nodeExporter, [`--web.listen-address=127.0.0.1:${exporterPort}`], `http://127.0.0.1:${exporterPort}/metrics`);
  const end = async () => {
    for (const command of [...running.keys()]) await kill(command);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await startExporter();
    await start(
      blackbox,
      [`--config.file=${modules}`, `--web.listen-address=127.0.0.1:${probePort}`],
      `http://127.0.0.1:${probePort}/metrics`,
    );
    await startPrometheus();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    startPrometheus,
    killPrometheus: () => kill(prometheus),
    startExporter,
    killExporter: () => kill(nodeExporter),
    end,
  };
};
