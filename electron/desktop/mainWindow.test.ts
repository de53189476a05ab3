import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, Screen } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMainWindow } from './mainWindow.ts';
import { WindowDouble } from './testing/electronDouble.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-window-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (display = { x: 0, y: 0, width: 1920, height: 1080 }) =>
  openMainWindow({
    makeWindow: (options) => new WindowDouble(options) as unknown as BrowserWindow,
    screen: { getAllDisplays: () => [{ workArea: display }] } as unknown as Screen,
    dataDir: folder,
    preload: '/built/preload.cjs',
  }) as unknown as WindowDouble;

describe('the main window', () => {
  it('is sandboxed and isolated, and loads our own page', () => {
    const window = open();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      preload: '/built/preload.cjs',
    });
    expect(window.loaded).toEqual(['app://pitwall/index.html']);
  });

  it('shows itself only when there is something to see', () => {
    const window = open();
    expect(window.shown).toBe(false);
    window.emit('ready-to-show');
    expect(window.shown).toBe(true);
  });

  it('comes back where it was closed', () => {
    const window = open();
    window.maximized = true;
    window.emit('close');
    const again = open();
    expect(again.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
    expect(again.maximized).toBe(true);
  });

  it('does not open on a display that is gone, nor from a broken file', () => {
    open().emit('close');
    expect(open({ x: 5000, y: 0, width: 800, height: 600 }).options).toMatchObject({ width: 1280, height: 860 });
    writeFileSync(join(folder, 'window.json'), '{"x": "left"}');
    expect(open().options.x).toBeUndefined();
  });
});
