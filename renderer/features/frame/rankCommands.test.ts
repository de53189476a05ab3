import { describe, expect, it } from 'vitest';
import { rankCommands } from './rankCommands.ts';

const command = (label: string, more: { description?: string; keywords?: readonly string[] } = {}) => ({
  id: label,
  group: 'Go to',
  label,
  run: () => undefined,
  ...more,
});
const commands = [
  command('Go to Deploy'),
  command('Deploy to staging…', { keywords: ['release'] }),
  command('Redeploying notes'),
  command('Go to Settings'),
];
const labels = (query: string) => rankCommands(commands, query).map(({ label }) => label);

describe('rankCommands', () => {
  it('keeps the order of the commands for an empty query', () => {
    expect(labels('  ')).toEqual(commands.map(({ label }) => label));
  });

  it('puts a beginning before the beginning of a word before a part of one', () => {
    expect(labels('deploy')).toEqual(['Deploy to staging…', 'Go to Deploy', 'Redeploying notes']);
  });

  it('wants every word, in any order and in any case', () => {
    expect(labels('STAGING deploy')).toEqual(['Deploy to staging…']);
    expect(labels('deploy nowhere')).toEqual([]);
  });

  it('finds by keyword, after what is found by name', () => {
    expect(labels('release')).toEqual(['Deploy to staging…']);
  });
});
