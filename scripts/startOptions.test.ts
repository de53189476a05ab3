import { describe, expect, it } from 'vitest';
import { ExpectedFailure } from './expectedFailure.mjs';
import { readStartOptions } from './startOptions.mjs';

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readStartOptions([])).toEqual({
      help: false,
      browser: false,
      port: null,
      metrics: null,
      data: null,
      open: true,
    });
  });

  it('name a port only for the browser shell', () => {
    expect(readStartOptions(['--port', '0'])).toMatchObject({ browser: true, port: '0' });
  });

  it.each([
    ['--port', ''],
    ['--port', '1e3'],
    ['--port', '99999'],
    ['--metrics', 'x'],
    ['--metrics', '99999'],
    ['--data', ''],
    ['--no-open=1'],
    ['-x'],
    ['x'],
  ])('are refused in one line: %s %s', (...args) => {
    expect(() => readStartOptions(args)).toThrow(ExpectedFailure);
    expect(() => readStartOptions(args)).toThrow(/^[^\n]+$/);
  });
});
