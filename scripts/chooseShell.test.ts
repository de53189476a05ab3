import { describe, expect, it } from 'vitest';
import { canSandbox } from './canSandbox.mjs';
import { chooseShell } from './chooseShell.mjs';

const desk = { browser: false, platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000, sandbox: true };

describe('which shell starts', () => {
  it('is the desktop window where one can be', () => {
    expect(chooseShell(desk)).toEqual({ shell: 'desktop', why: null });
    expect(chooseShell({ ...desk, env: { WAYLAND_DISPLAY: 'w' } }).shell).toBe('desktop');
    expect(chooseShell({ ...desk, platform: 'darwin', env: {}, uid: 501 }).shell).toBe('desktop');
    expect(chooseShell({ ...desk, platform: 'win32', env: {}, uid: undefined }).shell).toBe('desktop');
  });

  it('is the browser where one is asked for, and nothing is said of it', () => {
    expect(chooseShell({ ...desk, browser: true })).toEqual({ shell: 'browser', why: null });
  });

  it.each([
    ['no display', { env: {} }, /display/],
    ['root', { uid: 0 }, /root/],
    ['no sandbox', { sandbox: false }, /sandbox/],
  ])('is the browser with %s, and says why', (_name, change, words) => {
    const choice = chooseShell({ ...desk, ...change });
    expect(choice.shell).toBe('browser');
    expect(choice.why).toMatch(words);
  });
});

it('reads from the kernel’s settings whether Chromium’s sandbox can be opened', () => {
  const of = (settings) => canSandbox((name) => settings[name] ?? null);
  expect(of({})).toBe(true);
  expect(of({ 'kernel/unprivileged_userns_clone': '1', 'user/max_user_namespaces': '96000' })).toBe(true);
  expect(of({ 'kernel/unprivileged_userns_clone': '0' })).toBe(false);
  expect(of({ 'kernel/apparmor_restrict_unprivileged_userns': '1' })).toBe(false);
  expect(of({ 'user/max_user_namespaces': '0' })).toBe(false);
});
