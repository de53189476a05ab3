import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMonitorSettings, MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { draftErrors, draftOf, settingsOf } from './watchDraft.ts';

const settings = fc.record({
  enabled: fc.boolean(),
  intervalSeconds: fc.integer({ min: 2, max: 3600 }),
  expectAddresses: fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 5 }),
  references: fc.array(
    fc.record({ host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), port: fc.integer({ min: 1, max: 65535 }) }),
    { maxLength: 5 },
  ),
  resourceSeconds: fc.integer({ min: 2, max: 600 }),
  accessLog: fc.constantFrom(null, '/var/log/nginx/access.log'),
  logFormat: fc.constant('combined'),
  prometheus: fc.option(
    fc.record({
      url: fc.constantFrom('http://prometheus.example:9090', 'https://prometheus.example.com/prefix'),
      labels: fc.constantFrom('', 'instance="web-1:9100"'),
      probe: fc.constant(''),
      scrapeSeconds: fc.integer({ min: 1, max: 600 }),
      signIn: fc.oneof(
        fc.constantFrom({ kind: 'none' as const }, { kind: 'bearer' as const }),
        fc.constant({ kind: 'basic' as const, user: 'pitwall' }),
      ),
      queries: fc.dictionary(
        fc.constantFrom('cpu.busy', 'load.1', 'http.rate', 'queue.length', 'workers'),
        fc.constantFrom('up', 'sum(up)'),
      ),
    }),
  ),
});

describe('M1 the form of how an environment is watched', () => {
  it('M1 gives back what it was given', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const known = MonitorSettings.safeParse(given);
        if (!known.success) return;
        expect(draftErrors(draftOf(known.data))).toEqual({});
        expect(settingsOf(draftOf(known.data))).toEqual(known.data);
      }),
    );
  });

  it('M1 says which line of a list is wrong', () => {
    const draft = draftOf(defaultMonitorSettings);
    expect(draftErrors({ ...draft, expectAddresses: '203.0.113.1\nshop.example' })).toEqual({
      expectAddresses: 'shop.example: not an IPv4 or IPv6 address.',
    });
    expect(draftErrors({ ...draft, references: '1.1.1.1:443\n9.9.9.9:99999' })).toEqual({
      references: '9.9.9.9:99999: not a host and port such as 1.1.1.1:443.',
    });
    expect(draftErrors({ ...draft, intervalSeconds: 1, accessLog: 'access.log' })).toEqual({
      intervalSeconds: 'At least 2.',
      accessLog: 'Must be an absolute path.',
    });
  });

  it('M5 says what does not fit in the format of the access log, where one is read', () => {
    const draft = { ...draftOf(defaultMonitorSettings), logFormat: '$remote_addr "$request"' };
    expect(draftErrors(draft).logFormat).toContain('no $status');
    expect(draftErrors({ ...draft, accessLog: '' })).toEqual({});
    expect(draftErrors({ ...draft, logFormat: '$request $status $request_time' })).toEqual({});
  });

  it('M11 keeps no expression that is the usual one, and null for one that is emptied', () => {
    const draft = { ...draftOf(defaultMonitorSettings), source: 'prometheus' as const };
    expect(settingsOf(draft).prometheus?.queries).toEqual({});
    const queries = draft.prometheus.queries.map((each) => (each.kind === 'cpu.steal' ? { ...each, query: '' } : each));
    const more = [...queries, { kind: 'queue.length', query: 'queue' }, { kind: '', query: '' }];
    const edited = { ...draft, prometheus: { ...draft.prometheus, queries: more } };
    expect(settingsOf(edited).prometheus?.queries).toEqual({ 'cpu.steal': null, 'queue.length': 'queue' });
    const wrong = { ...draft, prometheus: { ...draft.prometheus, url: 'http://name:secret@a.example' } };
    expect(Object.keys(draftErrors(wrong))).toEqual(['prometheus.url']);
    expect(draftErrors({ ...wrong, source: 'built-in' })).toEqual({});
  });

  it('M2 takes an empty list of references, and 443 where no port is given', () => {
    const draft = draftOf(defaultMonitorSettings);
    expect(settingsOf({ ...draft, references: ' \n' }).references).toEqual([]);
    expect(settingsOf({ ...draft, references: '[2001:db8::1], one.example:22' }).references).toEqual([
      { host: '2001:db8::1', port: 443 },
      { host: 'one.example', port: 22 },
    ]);
  });
});
