import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMonitorSettings, MonitorSettings, Resolver } from './monitorSettings.ts';

describe('M1 a name server', () => {
  it('M1 is an address, with a port where that is not 53', () => {
    for (const good of [
      '192.0.2.53',
      '192.0.2.53:5353',
      '2001:db8::53',
      '[2001:db8::53]',
      '[2001:db8::53]:5353',
      '::1',
    ])
      expect(Resolver.safeParse(good).success, good).toBe(true);
    for (const bad of [
      '',
      'ns.example',
      '192.0.2.300',
      '192.0.2.53:0',
      '192.0.2.53:99999',
      '[192.0.2.53]:53',
      '1.2.3.4 5.6.7.8',
    ])
      expect(Resolver.safeParse(bad).success, bad).toBe(false);
  });

  it('M1 takes any address with any port', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.integer({ min: 1, max: 65_535 }), (four, six, port) => {
        expect([`${four}:${port}`, `[${six}]:${port}`].map((text) => Resolver.safeParse(text).success)).toEqual([
          true,
          true,
        ]);
      }),
    );
  });
});

it('M1 settings that were written before there was a name server to choose are read, and ask this machine’s', () => {
  const { resolver: _, ...before } = defaultMonitorSettings;
  expect(MonitorSettings.parse(before)).toEqual(defaultMonitorSettings);
});
