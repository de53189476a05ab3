import { describe, expect, it } from 'vitest';
import { readSystemctlArguments } from './systemctlRequest.ts';

const read = (...args: readonly string[]) => {
  const reading = readSystemctlArguments(args);
  return reading.ok ? reading.request : reading.message;
};
const plain = { units: [], properties: null, value: false, quiet: false, lines: 10 };

describe('readSystemctlArguments', () => {
  it('completes unit names and leaves those that have a suffix', () => {
    expect(read('restart', 'nginx', 'a.service', 'b.timer')).toEqual({
      ...plain,
      verb: 'restart',
      units: ['nginx.service', 'a.service', 'b.timer'],
    });
  });

  it.each([
    [['show', '-p', 'MainPID,ActiveState', 'x']],
    [['show', '--property=MainPID,ActiveState', 'x']],
    [['show', '-pMainPID', '--property', 'ActiveState', '--', 'x']],
    [['show', 'x', '-p', 'MainPID', '-p', 'ActiveState', '--no-pager']],
  ])('reads the properties wherever they stand (%#)', (args) => {
    expect(read(...args)).toEqual({
      ...plain,
      verb: 'show',
      units: ['x.service'],
      properties: ['MainPID', 'ActiveState'],
    });
  });

  it('reads --value, -q and -n', () => {
    expect(read('--value', '-q', 'status', '-n', '3')).toEqual({
      ...plain,
      verb: 'status',
      value: true,
      quiet: true,
      lines: 3,
    });
    expect(read('status', '-n0')).toMatchObject({ lines: 0 });
    expect(read('status', '--lines=7')).toMatchObject({ lines: 7 });
  });

  it('refuses what it does not know, and an option that lacks its value', () => {
    expect(read('show', '--kill-all')).toBe("systemctl: unrecognized option '--kill-all'");
    expect(read('show', '-p')).toBe("systemctl: option requires an argument -- 'p'");
    expect(read('status', '-n', 'many')).toBe('Failed to parse lines.');
  });
});
