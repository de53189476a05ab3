import type { Session, Shell, WebContents } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';

/** What the page may ask of the system: the clipboard for "Copy", nothing else. */
const allowed = new Set(['clipboard-sanitized-write']);

const isOurPage = (url: string): boolean => URL.canParse(url) && new URL(url).href.startsWith(`${APP_ORIGIN}/`);

/** Links of commits and alerts open in the user's browser, https only. */
export const isOpenableOutside = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';

/** No navigation away from our page, no second window, no webview: whatever text a server sends, it cannot move the window. */
export const guardContents = (contents: WebContents, shell: Pick<Shell, 'openExternal'>): void => {
  const stay = (event: { preventDefault: () => void }, url: string) => {
    if (!isOurPage(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isOpenableOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
};

/** Permissions are refused when asked for and when looked at; both ways exist in Chromium. */
export const guardPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(allowed.has(permission) && isOurPage(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => allowed.has(permission) && origin.replace(/\/$/, '') === APP_ORIGIN,
  );
  session.setDevicePermissionHandler(() => false);
};
