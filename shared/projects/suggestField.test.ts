import { expect, it } from 'vitest';
import { knownFields } from './knownFields.ts';
import { ProjectFile } from './projectFile.ts';
import { suggestField } from './suggestField.ts';

const environment = knownFields(ProjectFile, ['environments', 0]);

it.each([
  ['brnach', 'branch'],
  ['unti', 'unit'],
  ['apppath', 'appPath'],
  ['nginx-unit', 'nginxUnit'],
  ['nmae', 'name'],
  ['limit', 'limits'],
])('%s was meant as %s', (name, field) => {
  expect(suggestField(name, environment)).toEqual({ kind: 'misspelt', field });
});

it('knows a field that stands in the wrong group', () => {
  expect(suggestField('publicUrl', environment)).toEqual({ kind: 'elsewhere', group: 'health' });
  expect(suggestField('key', knownFields(ProjectFile, []))).toEqual({ kind: 'elsewhere', group: 'project' });
});

it('suggests nothing when nothing is near', () => {
  for (const name of ['colour', '', 'x', 'replicas', '__proto__', 'x'.repeat(100_000)])
    expect(suggestField(name, environment)).toBeNull();
});

it('finds the fields of any place of the format, and none where there is no group', () => {
  expect([...knownFields(ProjectFile, ['environments', 3, 'ssh', 'jump', 'auth']).keys()]).toEqual(['kind', 'path']);
  const condition = ['environments', 0, 'monitor', 'rules', 0, 'condition'];
  expect([...knownFields(ProjectFile, condition, { kind: 'absence' }).keys()]).toEqual(['kind', 'series', 'seconds']);
  expect(knownFields(ProjectFile, condition, { kind: 'magic' }).size).toBeGreaterThan(8);
  expect(knownFields(ProjectFile, ['project', 'name']).size).toBe(0);
  expect(knownFields(ProjectFile, ['toString']).size).toBe(0);
});
