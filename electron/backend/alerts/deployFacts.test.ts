import { expect, it } from 'vitest';
import type { Run } from '../../../shared/deploys/run.ts';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { sampleEnvironment } from '../projects/testing/projectBed.ts';
import { createDeployFacts } from './deployFacts.ts';

const id = EnvironmentId.parse('00000000-0000-4000-8000-0000000000a2');
const projectId = ProjectId.parse('00000000-0000-4000-8000-0000000000a1');
const run = (revision: string, over: Partial<Run>): Run =>
  ({
    revision: revision.repeat(40),
    subject: `Change ${revision}`,
    createdAt: 10,
    startedAt: 20,
    endedAt: 30,
    ...over,
  }) as Run;
const outcome = (kind: 'succeeded' | 'rolled-back') => ({ outcome: { kind } as Run['outcome'] });
const facts = (runs: readonly Run[]) =>
  createDeployFacts({
    environmentOf: () => ({ ...sampleEnvironment('production'), id, projectId, position: 0 }),
    last: () => runs[0] ?? null,
    history: () => ({ runs }),
  });

it('M7 a deploy that goes on has no end yet, and brings its time limits', () => {
  const going = facts([run('a', { startedAt: null, endedAt: null })]);
  expect(going.deployOf(id)).toMatchObject({
    label: 'the deploy of aaaaaaa',
    startedAt: 10,
    endedAt: null,
    healthSeconds: 60,
    limits: { restart: 60 },
  });
  expect(facts([]).deployOf(id)).toBeNull();
});

it('M8 the running release is the last deploy that succeeded, whatever came after it', () => {
  const { releaseOf } = facts([run('b', outcome('rolled-back')), run('a', outcome('succeeded'))]);
  expect(releaseOf(id)).toEqual({
    release: { revision: 'a'.repeat(40), subject: 'Change a', since: 30 },
    lastDeploy: { revision: 'b'.repeat(40), outcome: 'rolled-back', at: 10 },
  });
  expect(facts([]).releaseOf(id)).toEqual({ release: null, lastDeploy: null });
});
