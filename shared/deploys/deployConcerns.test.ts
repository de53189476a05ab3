import { describe, expect, it } from 'vitest';
import type { Revision } from '../ids.ts';
import type { EnvironmentSettings } from '../projects/environment.ts';
import type { TargetState } from './contract.ts';
import { deployConcerns } from './deployConcerns.ts';
import type { Run } from './run.ts';

const a = 'a'.repeat(40) as Revision;
const b = 'b'.repeat(40) as Revision;
const settings = { branch: 'main', unit: 'sample.service' } as EnvironmentSettings;
const calm: TargetState = {
  running: a,
  runningSubject: 'a',
  runningSince: 1,
  checkout: a,
  head: b,
  headSubject: 'b',
  commits: [],
  truncated: false,
  removed: 0,
  unitState: 'active',
  lockedBy: null,
  clockSkew: 20,
  readAt: 1,
};
const nothing = { active: null, last: null, incomplete: false };
const run = (over: Partial<Run>) => ({ revision: a, actor: 'sample@here', ...over }) as Run;
const succeeded = { kind: 'succeeded' } as NonNullable<Run['outcome']>;

describe('concerns before a deploy', () => {
  it('says nothing when there is nothing to say', () => {
    expect(deployConcerns(settings, calm, nothing)).toEqual([]);
    expect(deployConcerns(settings, calm, { ...nothing, last: run({ outcome: succeeded }) })).toEqual([]);
  });

  it('D8 stops a second deploy and names who holds the environment, here or elsewhere', () => {
    const here = deployConcerns(settings, calm, { ...nothing, active: run({}) });
    expect(here).toMatchObject([{ level: 'stop', message: expect.stringContaining('sample@here') }]);
    const lockedBy = { run: 'x', actor: 'other@there', since: 1, step: 'sync' };
    const elsewhere = deployConcerns(settings, { ...calm, lockedBy }, nothing);
    expect(elsewhere).toMatchObject([{ level: 'stop', message: expect.stringMatching(/other@there.*sync/) }]);
  });

  it('D11 warns when what runs is not what was last deployed from here', () => {
    const last = run({ revision: b, outcome: succeeded });
    expect(deployConcerns(settings, calm, { ...nothing, last })[0]?.message).toMatch(/^Drift: aaaaaaa runs/);
    const failed = run({ revision: b, outcome: { ...succeeded, kind: 'failed-before-switch' } });
    expect(deployConcerns(settings, calm, { ...nothing, last: failed })).toEqual([]);
  });

  it('warns of an unfinished copy, an unknown revision, lost commits, a failed unit and a wrong clock, and stops for none of them', () => {
    const said = (over: Partial<TargetState>, incomplete = false) =>
      deployConcerns(settings, { ...calm, ...over }, { ...nothing, incomplete }).map(({ level, message }) => [
        level,
        message,
      ]);
    expect(said({ running: null }, true)[0]?.[1]).toMatch(/mixture of two revisions/);
    expect(said({ running: null })[0]?.[1]).toMatch(/cannot say which revision runs/);
    expect(said({ removed: 1 })[0]?.[1]).toMatch(/^1 commit that runs now is not in main/);
    expect(said({ removed: 2 })[0]?.[1]).toMatch(/^2 commits that run now are not in main/);
    expect(said({ unitState: 'failed' })[0]?.[1]).toMatch(/sample.service is in state failed/);
    expect(said({ clockSkew: -9_400 })[0]?.[1]).toMatch(/9 s behind/);
    expect(said({ head: a })[0]?.[1]).toMatch(/runs there already/);
    for (const over of [{ running: null }, { removed: 1 }, { unitState: 'failed' }, { clockSkew: 60_000 }])
      expect(said(over).map(([level]) => level)).toEqual(['warning']);
  });
});
