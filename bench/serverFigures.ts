/** What Pitwall measures of a server with two disks, two interfaces, a path of four hops and an access log, filled up to 58 series. */
export const figureNames: readonly string[] = [
  ...['busy', 'user', 'system', 'iowait', 'steal'].map((name) => `cpu.${name}`),
  'load.1',
  'memory.used',
  'memory.available',
  'swap.used',
  ...['/', '/srv'].flatMap((mount) => [`disk.used:${mount}`, `disk.inodes:${mount}`]),
  ...['eth0', 'eth1'].flatMap((name) => [`net.in:${name}`, `net.out:${name}`]),
  ...['edge', 'server', 'nginx', 'app'].flatMap((hop) =>
    ['total', 'connect', 'firstByte'].map((part) => `path.${hop}.${part}`),
  ),
  'path.edge.certificate',
  ...['p50', 'p95', 'p99', 'rate', 'errors', '2xx', '3xx', '4xx', '5xx'].map((name) => `http.${name}`),
  ...Array.from({ length: 19 }, (_, index) => `queue.length:q${index}`),
];

/** Makes one scrape after the other, the same in every run: shares and times wander as they do on servers, counters stand still for long,
 * rates are noisy. */
export const createServerFigures = (): (() => Float64Array) => {
  let seed = 20_260_101;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const state = figureNames.map(() => 20 + random() * 20);
  const wander = (index: number, width: number, most: number): number => {
    const moved = (state[index] ?? 0) + (random() - 0.5) * width;
    state[index] = Math.min(most, Math.max(0, moved));
    return state[index];
  };
  const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
  const figure = (name: string, index: number): number => {
    if (name === 'cpu.steal' || name === 'swap.used') return 0;
    if (name.startsWith('cpu.')) return round(wander(index, 6, 100), 2);
    if (name === 'load.1') return round(wander(index, 0.4, 8), 2);
    if (name === 'memory.available') return (Math.round(4e9 + wander(index, 4, 100) * 2e7) * 4096) % 8e9;
    if (name.startsWith('disk.') || name === 'memory.used') return round(wander(index, 0.02, 90), 2);
    if (name.startsWith('net.')) return Math.round(wander(index, 20, 100) * 3_000 * (0.5 + random()));
    if (name.endsWith('certificate')) return round(60 - (index % 7) - random() * 0.001, 2);
    if (name.startsWith('path.') || /^http\.p/.test(name)) return round(5 + wander(index, 3, 60) + random() * 8, 1);
    if (name.startsWith('http.')) return round(wander(index, 2, 50), 2);
    return random() < 0.03 ? Math.round(wander(index, 20, 40)) : Math.round(state[index] ?? 0);
  };
  return () => Float64Array.from(figureNames, figure);
};
