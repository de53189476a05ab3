import { describe, expect, it } from 'vitest';
import { type AlertNews, noticeOf } from './alertNews.ts';
import { inQuietHours } from './inQuietHours.ts';
import { NoticeSettings } from './noticeSettings.ts';
import { reminderDue } from './reminderDue.ts';
import { sampleAlert } from './testing/sampleAlert.ts';
import { sampleRule } from './testing/sampleRule.ts';

const news = (kind: AlertNews['kind'], over: Parameters<typeof sampleAlert>[0] = {}): AlertNews => ({
  kind,
  alert: sampleAlert(over),
  environmentName: 'production',
});

describe('M10 what is told outside the window', () => {
  it('M10 says one alert whole', () => {
    expect(noticeOf([news('opened', { severity: 'critical' })])).toMatchObject({
      title: 'Critical: App down on production',
      body: 'The app: HTTP 502, expected 200. Seen 3 times in a row.',
    });
    expect(noticeOf([news('opened', { subject: '/srv' })])?.title).toBe('Warning: App down (/srv) on production');
    expect(noticeOf([news('closed', { closedAt: 9, closedReason: 'It answers again.' })])).toMatchObject({
      title: 'Closed: App down on production',
      body: 'It answers again.',
      alerts: [],
    });
    expect(noticeOf([])).toBeNull();
  });

  it('M10 makes one notice of many, the most severe first, and says how many there are', () => {
    const many = noticeOf([
      news('closed'),
      ...Array.from({ length: 5 }, () => news('opened')),
      news('opened', { severity: 'critical', name: 'Edge down' }),
      news('reminder'),
      news('passed'),
    ]);
    expect(many?.title).toBe('6 alerts opened, 1 still open, 1 closed, 1 opened and closed again');
    expect(many?.body.split('\n')).toEqual([
      'Critical: Edge down on production',
      'Warning: App down on production',
      'Warning: App down on production',
      'Warning: App down on production',
      'and 5 more',
    ]);
    expect(many?.alerts).toHaveLength(7);
  });

  it('M10 keeps quiet over midnight in the time zone it was set for', () => {
    const settings = NoticeSettings.parse({
      quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Paris', letCritical: true },
    });
    const quiet = (text: string) => inQuietHours(settings, Date.parse(text));
    expect(['2026-11-02T20:59Z', '2026-11-02T21:00Z', '2026-11-03T05:59Z', '2026-11-03T06:00Z'].map(quiet)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(quiet('2026-07-02T20:00Z')).toBe(true);
    const noon = NoticeSettings.parse({
      quietHours: { from: '12:00', to: '13:00', timeZone: 'UTC', letCritical: false },
    });
    expect(inQuietHours(noon, Date.parse('2026-11-02T12:30Z'))).toBe(true);
    expect(inQuietHours(noon, Date.parse('2026-11-02T13:00Z'))).toBe(false);
    expect(inQuietHours({ quietHours: null }, 5)).toBe(false);
  });

  it('M3 reminds of what is open, was told and nobody took, and not before its time', () => {
    const rule = sampleRule({ remindSeconds: 3600 });
    const told = { ...sampleAlert({}), toldAt: 1000 };
    expect(reminderDue(told, rule, 3_600_999)).toBe(false);
    expect(reminderDue(told, rule, 3_601_000)).toBe(true);
    expect(reminderDue({ ...told, acknowledged: { at: 2, by: 'sample@example' } }, rule, 9e9)).toBe(false);
    expect(reminderDue({ ...told, closedAt: 5 }, rule, 9e9)).toBe(false);
    expect(reminderDue({ ...told, toldAt: null }, rule, 9e9)).toBe(false);
    expect(reminderDue(told, sampleRule(), 9e9)).toBe(false);
  });
});
