import { type HopName, hopNames } from './hop.ts';
import { hopLabels } from './hopLabels.ts';

/** Series that belong together, and what they are called: in a chart they stand under one title, in a sentence each has words of its own. */
export interface SeriesKind {
  readonly id: string;
  readonly title: string;
  /** What users feel comes before what the server does. */
  readonly group: 'Path' | 'Requests' | 'Server';
  /** Which names belong to it; the first group names the line, and is left out where a rule means the kind as a whole. */
  readonly names: RegExp;
  /** What one is called beside the title, where that is not what the first group found. */
  readonly label?: (part: string) => string;
  /** The upper end of the scale, where there is a natural one. */
  readonly most?: number;
  /** In which order the lines come; others behind, by name. */
  readonly order?: readonly string[];
  /** What one of them is called within a sentence. `part` is what the first group found, '' without one. */
  readonly words: (part: string) => string;
}

const hopTitles = { dns: 'DNS', edge: 'Edge', server: 'Server', nginx: 'nginx', app: 'App' } as const;

const hopIn = (part: string): string => hopLabels[part as HopName] ?? part;

/** What a part of a look is called of `whose`. */
const partOfLook = (part: string, whose: string): string => {
  const known: Readonly<Record<string, string>> = {
    total: `response time of ${whose}`,
    dns: `time to resolve the name of ${whose}`,
    connect: `time to connect to ${whose}`,
    tls: `time of the TLS handshake with ${whose}`,
    firstByte: `time to the first byte from ${whose}`,
  };
  return known[part] ?? `${part} of ${whose}`;
};

const place = (part: string): string => part.replaceAll('%20', ' ');
const on = (what: string, part: string): string => (part === '' ? what : `${what} on ${place(part)}`);
const ofUnit = (what: string, part: string): string => `${what} of ${part === '' ? 'a unit' : `the unit ${part}`}`;

const percentile = (digits: string): string => {
  const last = /1[1-3]$/.test(digits) ? '' : digits.at(-1);
  return `${digits}${last === '1' ? 'st' : last === '2' ? 'nd' : last === '3' ? 'rd' : 'th'} percentile`;
};

const processor: Readonly<Record<string, string>> = {
  busy: 'processor use',
  user: 'processor use by programs',
  system: 'processor use by the system',
  iowait: 'processor time spent waiting for disks',
  steal: 'processor time taken by the host',
};

/** All kinds of series that Pitwall measures itself or asks a Prometheus for, in the order in which their charts come. */
export const seriesKinds: readonly SeriesKind[] = [
  {
    id: 'latency',
    title: 'Response time',
    group: 'Requests',
    names: /^http\.(p\d+|mean)$/,
    label: (part) => (part === 'mean' ? part : percentile(part.slice(1))),
    words: (part) => (part === 'mean' ? 'mean response time' : `${percentile(part.slice(1))} of response time`),
  },
  {
    id: 'errors',
    title: 'Error rate',
    group: 'Requests',
    names: /^http\.(errors?(?:[.:].*)?)$/,
    words: () => 'error rate',
  },
  {
    id: 'codes',
    title: 'Response codes',
    group: 'Requests',
    names: /^http\.(?:status\.|code\.)?(\dxx)$/,
    words: (part) => `rate of ${part} responses`,
  },
  { id: 'rate', title: 'Requests', group: 'Requests', names: /^http\.(rate|requests)$/, words: () => 'request rate' },
  {
    id: 'path',
    title: 'Time of each hop',
    group: 'Path',
    names: /^path\.([a-z]+)\.total$/,
    order: hopNames,
    words: (part) => partOfLook('total', hopIn(part)),
  },
  ...(['edge', 'nginx', 'app', 'server', 'dns'] as const).map(
    (hop): SeriesKind => ({
      id: hop,
      title: `${hopTitles[hop]}, parts of a look`,
      group: 'Path',
      names: new RegExp(`^path\\.${hop}\\.(dns|connect|tls|firstByte)$`),
      order: ['dns', 'connect', 'tls', 'firstByte'],
      words: (part) => partOfLook(part, hopLabels[hop]),
    }),
  ),
  {
    id: 'probe',
    title: 'Probe of Prometheus, parts of a look',
    group: 'Path',
    names: /^probe\.(total|dns|connect|tls|firstByte)$/,
    order: ['total', 'dns', 'connect', 'tls', 'firstByte'],
    words: (part) => partOfLook(part, 'what Prometheus probes'),
  },
  {
    id: 'probe-success',
    title: 'Probe of Prometheus',
    group: 'Path',
    names: /^probe\.(success)$/,
    most: 1,
    words: () => 'success of the probe of Prometheus',
  },
  {
    id: 'probe-certificate',
    title: 'Probe of Prometheus, certificate, days left',
    group: 'Path',
    names: /^probe\.(certificate)$/,
    words: () => 'time left of the certificate that Prometheus probes',
  },
  {
    id: 'certificate',
    title: 'Certificate, days left',
    group: 'Path',
    names: /^path\.([a-z]+)\.certificate$/,
    words: (part) => `time left of the certificate of ${hopIn(part)}`,
  },
  {
    id: 'cpu',
    title: 'Processor',
    group: 'Server',
    names: /^cpu\.(\w+)$/,
    most: 100,
    order: ['busy', 'user', 'system', 'iowait', 'steal'],
    words: (part) => processor[part] ?? `processor time, ${part}`,
  },
  {
    id: 'load',
    title: 'Load',
    group: 'Server',
    names: /^load\.(\d+)$/,
    label: (part) => `mean of ${part} min`,
    words: (part) => `mean load of ${part} min`,
  },
  {
    id: 'memory',
    title: 'Memory in use',
    group: 'Server',
    names: /^((?:memory|swap)\.used)$/,
    most: 100,
    words: (part) => (part.startsWith('swap') ? 'swap in use' : 'memory in use'),
  },
  {
    id: 'available',
    title: 'Memory available',
    group: 'Server',
    names: /^memory\.(available)$/,
    words: () => 'memory available',
  },
  {
    id: 'disks',
    title: 'Disks, space in use',
    group: 'Server',
    names: /^disk\.used(?::(.+))?$/,
    most: 100,
    words: (part) => on('disk space in use', part),
  },
  {
    id: 'inodes',
    title: 'Disks, inodes in use',
    group: 'Server',
    names: /^disk\.inodes(?::(.+))?$/,
    most: 100,
    words: (part) => on('inodes in use', part),
  },
  {
    id: 'network',
    title: 'Network',
    group: 'Server',
    names: /^net\.((?:in|out)(?::.+)?)$/,
    words: (part) => {
      const [direction, name = ''] = part.split(/:(.*)/s);
      return on(`${direction === 'in' ? 'incoming' : 'outgoing'} network traffic`, name);
    },
  },
  {
    id: 'unit-active',
    title: 'Units, active',
    group: 'Server',
    names: /^unit\.active(?::(.+))?$/,
    most: 1,
    words: (part) => ofUnit('state', part),
  },
  {
    id: 'unit-restarts-hour',
    title: 'Units, restarts in the past hour',
    group: 'Server',
    names: /^unit\.restartsInHour(?::(.+))?$/,
    words: (part) => ofUnit('number of restarts in the past hour', part),
  },
  {
    id: 'unit-restarts',
    title: 'Units, restarts in all',
    group: 'Server',
    names: /^unit\.restarts(?::(.+))?$/,
    words: (part) => ofUnit('number of restarts', part),
  },
];
