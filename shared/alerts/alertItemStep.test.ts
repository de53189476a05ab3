import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemSource } from '../backlog/item.ts';
import { type AlertContext, alertEvidence } from './alertEvidence.ts';
import { alertItemStep } from './alertItemStep.ts';
import { causeKey } from './causeKey.ts';
import { literalMarkdown } from './literalMarkdown.ts';
import { sampleAlert } from './testing/sampleAlert.ts';

const DAY = 86_400_000;
const open = { category: 'doing', urgency: 5, lastNoteAt: 0 } as const;

describe('M8 what an alert does to the item of its cause', () => {
  it('M8 makes one, repeats on it, opens it again when it was done', () => {
    expect(alertItemStep(null, 9)).toEqual({ kind: 'create' });
    expect(alertItemStep(open, 9)).toEqual({ kind: 'repeat', urgency: 6 });
    expect(alertItemStep({ ...open, category: 'done' }, 9)).toEqual({ kind: 'reopen', urgency: 6 });
    expect(alertItemStep({ ...open, urgency: null }, 9)).toEqual({ kind: 'repeat', urgency: 1 });
  });

  it('M8 raises the urgency by one at a time and never beyond 10', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.constantFrom('todo', 'doing', 'done'), (urgency, category) => {
        const step = alertItemStep({ category, urgency, lastNoteAt: null }, 9);
        expect('urgency' in step ? step.urgency : 0).toBe(Math.min(10, urgency + 1));
      }),
    );
  });

  it('M8 leaves a declined item as it is, with one note a day at most', () => {
    const declined = { ...open, category: 'cancelled' as const };
    expect(alertItemStep({ ...declined, lastNoteAt: null }, DAY)).toEqual({ kind: 'note' });
    expect(alertItemStep(declined, DAY - 1)).toEqual({ kind: 'nothing' });
    expect(alertItemStep(declined, DAY)).toEqual({ kind: 'note' });
  });
});

describe('M8 the evidence', () => {
  const context: AlertContext = {
    environmentName: 'production',
    path: {
      at: 1,
      state: 'down',
      failing: 'app',
      reason: 'The first hop that fails is the app.',
      ownNetwork: 'up',
      hops: [
        {
          hop: 'app',
          state: 'down',
          detail: 'HTTP 502 | <script>alert(1)</script>',
          explainedBy: null,
          status: 502,
          addresses: [],
          timings: null,
          certificateDays: null,
          at: 1,
        },
      ],
    },
    release: { revision: '4f2a9c1d'.repeat(5), subject: 'Serve [x](https://evil.test) faster', since: 0 },
    lastDeploy: { revision: '4f2a9c1d'.repeat(5), outcome: 'succeeded', at: 0 },
    samples: Array.from({ length: 30 }, (_, at) => ({ at: at * 15_000, value: 90 + at / 3 })),
    series: 'http.p95',
    logLines: ['Traceback (most recent call last):', '```', '# not a heading'],
  };

  it('M8 names reason, rule, first failing hop, running release, last deploy, samples and log lines', () => {
    const text = alertEvidence(sampleAlert(), context);
    for (const part of [
      'HTTP 502, expected 200',
      '**Rule:** App down (warning) on production',
      '**First failing hop:** app',
      '`4f2a9c1`',
      '**Last deploy:**',
      '| Time (UTC) | 95th percentile of response time (ms) |',
      '| 1970-01-01 00:07:15 | 99.6667 |',
      '    Traceback (most recent call last):',
    ])
      expect(text).toContain(part);
    expect(text.match(/^\| 1970/gm)).toHaveLength(12);
  });

  it('M8 takes what comes from outside literally', () => {
    const text = alertEvidence(sampleAlert(), context);
    expect(text).not.toContain('[x](');
    expect(text).not.toContain('<script>');
    expect(text).toContain('HTTP 502 \\| \\<script\\>');
    expect(text).toContain('\n    ```\n    # not a heading');
    expect(literalMarkdown('# x')).toBe('\\# x');
    expect(literalMarkdown('- x\n1. y')).toBe('\\- x 1. y');
    expect(literalMarkdown('1. y')).toBe('1\\. y');
    expect(literalMarkdown('12.5 % is fine')).toBe('12.5 % is fine');
  });

  it('M8 knows a cause by environment, rule and subject, in a key that an item’s source can hold', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\S{0,200}$/u), (subject) => {
        const externalId = causeKey(sampleAlert({ subject }));
        expect(ItemSource.safeParse({ system: 'alert', externalId, url: null }).success).toBe(true);
      }),
    );
    expect(causeKey(sampleAlert({ subject: '/' }))).not.toBe(causeKey(sampleAlert({ subject: '/srv' })));
  });
});
