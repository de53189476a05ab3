import { describe, expect, it } from 'vitest';
import { hasDisplay } from './openBrowser.ts';
import { readServeOptions } from './serveOptions.ts';
import { startTrouble } from './startTrouble.ts';

describe('the options of the browser shell', () => {
  it('have defaults', () => {
    expect(readServeOptions([])).toEqual({ port: null, metrics: null, dataDir: null, open: true });
    expect(readServeOptions(['--port', '8090', '--data', '/x', '--no-open'])).toEqual({
      port: 8090,
      metrics: null,
      dataDir: '/x',
      open: false,
    });
  });

  it.each([
    ['--port', 'x'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--metrics', 'x'],
    ['--metrics', '70000'],
    ['--metrics'],
    ['--port'],
    ['--data', ''],
    ['--what'],
    ['more'],
  ])('are refused in one sentence: %s %s', (...args) => {
    const said = readServeOptions(args);
    expect(typeof said).toBe('string');
    expect(said).not.toContain('\n');
  });
});

it('opens a browser only where it would be seen', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
  expect(hasDisplay({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, 'darwin')).toBe(false);
});

describe('why Pitwall did not start', () => {
  it('is one line with the advice that the error knows', () => {
    const refused = Object.assign(new Error('This database is of a newer Pitwall.'), { act: 'Update Pitwall.' });
    expect(startTrouble(refused)).toBe('This database is of a newer Pitwall. Update Pitwall.');
    const failure = Object.assign(new Error('The disk is full.'), { data: { act: 'Free some space.' } });
    expect(startTrouble(failure)).toBe('The disk is full. Free some space.');
    expect(startTrouble(new Error('first\n    at second (x.ts:1)'))).not.toContain('\n');
    expect(startTrouble('a text')).toBe('a text');
  });
});
