import { describe, expect, it } from 'vitest';
import type { ConnectionStage } from '../../../shared/connections/contract.ts';
import { testVerdict } from './testVerdict.ts';

const stage = (state: ConnectionStage['state']): ConnectionStage => ({
  name: 'reach',
  state,
  duration: 1,
  found: [],
  act: null,
  copy: null,
  failure: null,
});
const verdict = (...states: readonly ConnectionStage['state'][]) =>
  testVerdict({ state: 'done', failure: null, stages: states.map(stage) });

describe('testVerdict', () => {
  it('promises a deploy only when every stage passed', () => {
    expect(verdict('passed', 'passed')).toMatch(/^Everything/);
    expect(verdict('passed', 'warning')).toMatch(/^A deploy can run/);
    expect(verdict('passed', 'failed', 'warning', 'skipped')).toMatch(/^A deploy would fail/);
  });

  it('asks for the key before it speaks of anything else', () => {
    expect(verdict('passed', 'question', 'skipped')).toMatch(/compare its key/);
  });

  it('does not call a test that broke off done', () => {
    expect(testVerdict({ state: 'broken', failure: null, stages: [stage('passed')] })).toMatch(
      /did not come to its end/,
    );
  });
});
