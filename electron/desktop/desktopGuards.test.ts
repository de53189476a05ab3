import type { IpcMain, MessagePortMain, Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { openApiChannel } from './apiChannel.ts';
import { guardContents, guardPermissions } from './guardContents.ts';
import { WebContentsDouble } from './testing/electronDouble.ts';

const guarded = () => {
  const contents = new WebContentsDouble(1, 'app://pitwall');
  const opened: string[] = [];
  guardContents(contents as unknown as WebContents, { openExternal: async (url) => void opened.push(url) });
  return { contents, opened };
};

describe('the window’s guards', () => {
  it.each([
    'https://evil.test/',
    'file:///etc/passwd',
    'app://pitwall.evil/',
    'app://pitwal',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
  ])('stops a navigation to %s', (url) => {
    const { contents } = guarded();
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)
      expect(contents.navigate(event, url)).toBe(true);
  });

  it('lets the page move within itself', () => {
    expect(guarded().contents.navigate('will-navigate', 'app://pitwall/index.html#/settings')).toBe(false);
  });

  it('opens no window, and only https links outside', () => {
    const { contents, opened } = guarded();
    for (const url of [
      'https://example.org/',
      'http://example.org/',
      'file:///etc/passwd',
      'smb://x/y',
      'vscode://x',
      'x',
    ])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://example.org/']);
  });

  it('refuses every permission but writing to the clipboard, both when asked and when looked at', () => {
    let request: ((c: null, p: string, done: (ok: boolean) => void, d: { requestingUrl: string }) => void) | undefined;
    let check: ((c: null, p: string, origin: string) => boolean) | undefined;
    guardPermissions({
      setPermissionRequestHandler: (handler: typeof request) => {
        request = handler;
      },
      setPermissionCheckHandler: (handler: typeof check) => {
        check = handler;
      },
      setDevicePermissionHandler: () => {},
    } as unknown as Session);
    const asked = (permission: string, url: string) => {
      let answer: boolean | undefined;
      request?.(
        null,
        permission,
        (ok) => {
          answer = ok;
        },
        { requestingUrl: url },
      );
      return answer;
    };
    expect(asked('clipboard-sanitized-write', 'app://pitwall/index.html')).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://evil.test/')).toBe(false);
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'openExternal', 'usb', 'notifications']) {
      expect(asked(permission, 'app://pitwall/index.html')).toBe(false);
      expect(check?.(null, permission, 'app://pitwall')).toBe(false);
    }
    expect(check?.(null, 'clipboard-sanitized-write', 'app://pitwall/')).toBe(true);
  });
});

describe('the API channel', () => {
  const open = (ours: WebContentsDouble) => {
    let ask: ((event: unknown) => void) | undefined;
    const upgraded: unknown[] = [];
    openApiChannel({
      ipcMain: {
        on: (_channel: string, listener: (event: unknown) => void) => {
          ask = listener;
        },
      } as unknown as IpcMain,
      makeChannel: () => ({
        port1: { start: () => {} } as unknown as MessagePortMain,
        port2: { end: 2 } as unknown as MessagePortMain,
      }),
      handler: { upgrade: (port: unknown) => void upgraded.push(port) } as never,
      isOurs: (id) => id === ours.id,
    });
    return { ask: (event: unknown) => ask?.(event), upgraded };
  };

  it('hands a port to our page’s own frame', () => {
    const page = new WebContentsDouble(7, 'app://pitwall');
    const { ask, upgraded } = open(page);
    ask({ sender: page, senderFrame: page.mainFrame });
    expect(page.posted).toEqual([{ channel: 'pitwall-port', ports: [{ end: 2 }] }]);
    expect(upgraded).toHaveLength(1);
  });

  it('gives nothing to a foreign origin, an inner frame, a frame that is gone or another window', () => {
    const page = new WebContentsDouble(7, 'app://pitwall');
    const { ask, upgraded } = open(page);
    const foreign = new WebContentsDouble(7, 'https://evil.test');
    ask({ sender: foreign, senderFrame: foreign.mainFrame });
    ask({ sender: page, senderFrame: { origin: 'app://pitwall' } });
    ask({ sender: page, senderFrame: null });
    const other = new WebContentsDouble(8, 'app://pitwall');
    ask({ sender: other, senderFrame: other.mainFrame });
    expect([page, foreign, other].flatMap(({ posted }) => posted)).toEqual([]);
    expect(upgraded).toEqual([]);
  });
});
