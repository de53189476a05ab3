import { describe, expect, it } from 'vitest';
import { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { ProjectSettings } from '../../shared/projects/project.ts';
import { schemaErrors } from './schemaErrors.ts';

describe('schemaErrors', () => {
  it('says nothing of values that fit', () => {
    expect(schemaErrors(ProjectSettings, { name: 'Shop', key: 'SH', description: '' })).toEqual({});
  });

  it('says in a sentence what is wrong, at the field', () => {
    expect(schemaErrors(ProjectSettings, { name: '  ', key: 'shop', description: 'x'.repeat(2001) })).toEqual({
      name: 'Fill this in.',
      key: 'Must be 1 to 10 capital letters or digits, a letter first.',
      description: 'At most 2000 characters.',
    });
  });

  it('names nested fields by their path and speaks of emptiness rather than of a format', () => {
    const errors = schemaErrors(EnvironmentSettings, {
      ssh: { host: '', port: 70_000, user: 'a b', auth: { kind: 'agent' }, jump: null },
      health: { appUrl: 'health', passes: 0, expectStatus: '' },
    });
    expect(errors).toMatchObject({
      'ssh.host': 'Fill this in.',
      'ssh.port': 'At most 65535.',
      'ssh.user': 'Must be a Unix user name.',
      'health.appUrl': 'Must be an address like https://example.com/health.',
      'health.passes': 'At least 1.',
      'health.expectStatus': 'Must be a number.',
    });
  });
});
