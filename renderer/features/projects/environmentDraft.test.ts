import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { blankEnvironment, draftOf } from './environmentDraft.ts';
import { draftErrors, settingsOf } from './readEnvironmentDraft.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const path = word.map((name) => `/srv/${name}`);
const url = word.map((name) => `http://${name}.example:8008/health`);
const seconds = fc.integer({ min: 1, max: 86_400 });
const hop = fc.record({
  host: word,
  port: fc.integer({ min: 1, max: 65_535 }),
  user: word,
  auth: fc.oneof(
    fc.constant({ kind: 'agent' as const }),
    fc.constant({ kind: 'password' as const }),
    word.map((name) => ({ kind: 'key' as const, path: `~/.ssh/${name}` })),
  ),
});
const settings = fc.record({
  name: word,
  tier: fc.constantFrom('staging' as const, 'production' as const, 'other' as const),
  protected: fc.boolean(),
  ssh: fc.tuple(hop, fc.option(hop)).map(([target, jump]) => ({ ...target, jump })),
  repositoryPath: path,
  appPath: path,
  branch: word,
  unit: word,
  nginxUnit: word,
  strategy: fc.record({
    kind: fc.constant('in-place' as const),
    delete: fc.boolean(),
    exclude: fc.array(
      word.map((name) => `${name}/`),
      { maxLength: 5 },
    ),
  }),
  health: fc.record({
    appUrl: url,
    nginxUrl: url,
    publicUrl: fc.option(url),
    expectStatus: fc.integer({ min: 100, max: 599 }),
    passes: fc.integer({ min: 1, max: 100 }),
    intervalSeconds: fc.integer({ min: 1, max: 60 }),
    timeoutSeconds: seconds,
  }),
  limits: fc.record({
    preflight: seconds,
    pull: seconds,
    sync: seconds,
    restart: seconds,
    reload: seconds,
    health: seconds,
  }),
});

describe('the form of an environment', () => {
  it('gives back exactly the settings it was filled from', () => {
    fc.assert(
      fc.property(settings, (each) => {
        const checked = EnvironmentSettings.parse(each);
        expect(draftErrors(draftOf(checked))).toEqual({});
        expect(settingsOf(draftOf(checked))).toEqual(checked);
      }),
    );
  });

  it('names every empty field that a new environment must have, and no other', () => {
    expect(Object.keys(draftErrors(blankEnvironment)).sort()).toEqual(
      ['appPath', 'health.appUrl', 'health.nginxUrl', 'name', 'repositoryPath', 'ssh.host', 'ssh.user', 'unit'].sort(),
    );
  });

  it('reports the trouble of a hidden part at the field of the form that shows it', () => {
    const wrong = {
      ...blankEnvironment,
      viaJump: true,
      jump: { ...blankEnvironment.jump, host: '-x', user: 'ops', auth: 'key' as const },
      exclude: `fine\n${'x'.repeat(501)}`,
    };
    expect(draftErrors(wrong)).toMatchObject({
      'jump.host': 'Must not begin with -.',
      'jump.keyPath': 'Fill this in.',
      exclude: 'At most 500 characters.',
    });
  });

  it('asks nothing of a jump host that is switched off', () => {
    const errors = draftErrors({ ...blankEnvironment, jump: { ...blankEnvironment.jump, host: '-x' } });
    expect(Object.keys(errors).filter((field) => field.startsWith('jump'))).toEqual([]);
  });
});
