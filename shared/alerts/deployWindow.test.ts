import { describe, expect, it } from 'vitest';
import { defaultRules } from './defaultRules.ts';
import { deployWindow, expectedOfDeploy } from './deployWindow.ts';
import { RuleSettings } from './rule.ts';

const limits = { preflight: 60, pull: 120, sync: 300, restart: 60, reload: 30, health: 90 };
const deploy = { label: 'the deploy of 4f2a9c1', startedAt: 1_000_000, limits, healthSeconds: 60 };

describe('M7 a deploy’s own window', () => {
  it('M7 lasts from its start to its end, and as long after it as health may take', () => {
    expect(deployWindow({ ...deploy, endedAt: 1_090_000 })).toEqual({ from: 1_000_000, to: 1_150_000 });
  });

  it('M7 of a deploy that nobody hears the end of is over when all its time limits are', () => {
    expect(deployWindow({ ...deploy, endedAt: null }).to).toBe(1_000_000 + 660_000 + 60_000);
    expect(deployWindow({ ...deploy, endedAt: 99_000_000 }).to).toBe(1_000_000 + 660_000 + 60_000);
  });

  it('M7 masks what a restart causes, never a full disk, a lost server or a certificate', () => {
    expect(defaultRules.filter(({ condition }) => expectedOfDeploy(condition)).map(({ name }) => name)).toEqual([
      'Edge down',
      'nginx down',
      'App down',
      'Public path down',
      'Many errors',
      'Answers slow',
      'Unit not active',
      'Unit flapping',
    ]);
    for (const series of ['http.p95', 'http.errors', 'path.app.total', 'unit.restarts'])
      expect(
        expectedOfDeploy(RuleSettings.shape.condition.parse({ kind: 'absence', series, seconds: 60 })),
        series,
      ).toBe(true);
  });
});

it('M3 the rules of a new environment are ones that can be saved', () => {
  for (const rule of defaultRules) expect(RuleSettings.parse(rule)).toEqual(rule);
  expect(new Set(defaultRules.map(({ name }) => name)).size).toBe(defaultRules.length);
});
