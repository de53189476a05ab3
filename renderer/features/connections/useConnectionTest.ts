import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConnectionStage } from '../../../shared/connections/contract.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import type { ShownFailure } from '../../ui/shownFailure.ts';

export interface ConnectionTest {
  readonly state: 'idle' | 'running' | 'done' | 'broken';
  readonly stages: readonly ConnectionStage[];
  /** Why the test itself broke off; a stage that fails is no such thing. */
  readonly failure: ShownFailure | null;
}

const idle: ConnectionTest = { state: 'idle', stages: [], failure: null };

const withStage = (stages: readonly ConnectionStage[], stage: ConnectionStage): readonly ConnectionStage[] =>
  stages.some(({ name }) => name === stage.name)
    ? stages.map((each) => (each.name === stage.name ? stage : each))
    : [...stages, stage];

/** "Test connection" of one environment: starts it, follows its stages, ends it when the screen goes. A new start ends the old one. */
export const useConnectionTest = (environment: EnvironmentId) => {
  const [test, setTest] = useState<ConnectionTest>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setTest({ ...idle, state: 'running' });
    try {
      const stages = await api.connections.test.call({ environment }, { signal: controller.signal });
      for await (const stage of stages) {
        if (controller.signal.aborted) return;
        setTest((before) => ({ ...before, stages: withStage(before.stages, stage) }));
        if (stage.state === 'failed' || stage.state === 'question')
          announce(`${stage.name}: ${stage.state}`, 'assertive');
      }
      if (controller.signal.aborted) return;
      setTest((before) => ({ ...before, state: 'done' }));
      announce('The connection test is done');
    } catch (error) {
      if (controller.signal.aborted) return;
      setTest((before) => ({ ...before, state: 'broken', failure: describeFailure(error) }));
    }
  }, [environment]);
  return { test, start };
};
