import { describe, expect, it } from 'vitest';
import { outcomeKinds } from '../../shared/deploys/run.ts';
import { runStatus } from './runStatus.ts';

const ended = (kind: (typeof outcomeKinds)[number]) =>
  runStatus({ state: 'ended', outcome: { kind, step: null, cause: null, reason: '', act: null, left: '' } });

describe('runStatus', () => {
  it('shows a run that goes on as running, whatever its state is called', () => {
    expect(runStatus({ state: 'preparing', outcome: null })).toEqual({ status: 'running', label: 'preparing' });
    expect(runStatus({ state: 'running', outcome: null }).status).toBe('running');
  });

  it('D4 shows green for a success and for nothing else', () => {
    expect(outcomeKinds.filter((kind) => ended(kind).status === 'healthy')).toEqual(['succeeded']);
  });

  it('D4 shows an ended run without an outcome as unknown', () => {
    expect(runStatus({ state: 'ended', outcome: null }).status).toBe('unknown');
  });

  it('has a word of its own for every outcome', () => {
    expect(new Set(outcomeKinds.map((kind) => ended(kind).label)).size).toBe(outcomeKinds.length);
  });
});
