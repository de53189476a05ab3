import type { RangeFaultName } from '../../../shared/range/contract.ts';

export interface RangeFault {
  readonly name: RangeFaultName;
  readonly title: string;
  /** What Pitwall will say, in one or two sentences. */
  readonly expect: string;
}

/** What can be broken on purpose, in the order in which a deploy would meet it. */
export const rangeFaults: readonly RangeFault[] = [
  {
    name: 'host-key-changed',
    title: 'The server shows another host key',
    expect:
      'Open connections end. The next one stops before anything is sent, and shows both fingerprints. Switching this off brings the known key back.',
  },
  {
    name: 'no-sudo-rule',
    title: 'The sudo rules are gone',
    expect: 'Preflight fails before anything is changed, and names the exact lines to add to sudoers.',
  },
  {
    name: 'dirty-checkout',
    title: 'Somebody edited a file in the checkout',
    expect:
      'Preflight refuses: README.md in the checkout has a change that is in no commit. Switching this off puts the file back.',
  },
  {
    name: 'disk-full',
    title: 'The disk is full',
    expect:
      'Preflight sees no space left and refuses. Monitor shows disks at 100 % within two minutes and opens “Disk filling up”. Only df and rsync feel it (a real rsync that may not write a byte): the rest of this machine’s disk stays as it is.',
  },
  {
    name: 'nginx-config-broken',
    title: 'The nginx configuration has a typo',
    expect: 'nginx -t fails in preflight, with file and line, before anything is changed. The running nginx goes on.',
  },
  {
    name: 'app-dies-at-start',
    title: 'The app dies right after it was started',
    expect:
      'systemctl restart still says yes; then the unit is failed, the health check says so, and the app’s journal is in the log. It counts from the next restart.',
  },
  {
    name: 'app-returns-500',
    title: 'The app answers every request with HTTP 500',
    expect:
      'The deploy’s files are in place, but the health check never passes and the run fails with the answers it got. Monitor names the app as the first failing hop and opens “App down”.',
  },
  {
    name: 'slow-app',
    title: 'The app takes 20 seconds for every answer',
    expect:
      'The health check runs into its time limit: the app is there, but nobody would wait for it. Monitor gives up on it and opens “App down”.',
  },
  {
    name: 'sluggish-app',
    title: 'The app takes a second and a half for every answer',
    expect:
      'Every hop stays up, but visitors, who come while this is on, wait: Monitor’s latency percentiles rise above 1.5 s and “Answers slow” opens.',
  },
  {
    name: 'error-bursts',
    title: 'Pages fail in bursts',
    expect:
      'For eight of every twelve seconds visitors, who come while this is on, get HTTP 503; the health page goes on. The path stays up, Monitor’s rate of 5xx rises and “Many errors” opens.',
  },
  {
    name: 'memory-leak',
    title: 'Memory leaks away',
    expect:
      'Monitor’s memory in use climbs to 98 % within half a minute and “Memory nearly full” opens. Simulated: the server’s own /proc says so; no memory of this machine is taken.',
  },
  {
    name: 'dns-wrong-address',
    title: 'The public name leads to a wrong address',
    expect:
      'Monitor names DNS as the first failing hop, with the address it got and the one it expected, and opens “Name leads elsewhere”. The edge, asked at the expected address, is still up.',
  },
  {
    name: 'edge-dead',
    title: 'The edge is dead',
    expect:
      'Nothing listens at the public address. Monitor names the edge as the first failing hop and opens “Edge down”; nginx and app behind it stay up.',
  },
];
