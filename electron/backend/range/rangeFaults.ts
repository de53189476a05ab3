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
      'Preflight sees no space left and refuses. Only df and rsync feel it (a real rsync that may not write a byte): the rest of this machine’s disk stays as it is.',
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
      'The deploy’s files are in place, but the health check never passes and the run fails with the answers it got.',
  },
  {
    name: 'slow-app',
    title: 'The app takes 20 seconds for every answer',
    expect: 'The health check runs into its time limit: the app is there, but nobody would wait for it.',
  },
];
