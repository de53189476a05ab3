import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { pageFileTypes } from '../../shared/app/pageFileTypes.ts';
import { pageHeaders } from '../../shared/app/pageHeaders.ts';

/** The page's origin in the desktop shell. A scheme of our own has no network behind it, so nothing else can serve under it. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://pitwall';

/** Answers `app://pitwall/…` from the built page's folder; anything outside it, or of another kind, is 404. */
export const servePage =
  (folder: string) =>
  async (request: { readonly url: string; readonly method: string }): Promise<Response> => {
    const missing = new Response('Not found', { status: 404 });
    if (request.method !== 'GET' || !URL.canParse(request.url)) return missing;
    const url = new URL(request.url);
    const name = decode(url.pathname === '/' ? '/index.html' : url.pathname);
    const type = name === null ? undefined : pageFileTypes[extname(name)];
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN || name === null || type === undefined) return missing;
    const path = normalize(join(folder, name));
    if (!path.startsWith(folder + sep)) return missing;
    const body = await readFile(path).catch(() => null);
    return body === null
      ? missing
      : new Response(new Uint8Array(body), { headers: { ...pageHeaders(APP_ORIGIN), 'content-type': type } });
  };

const decode = (path: string): string | null => {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') ? null : name;
  } catch {
    return null;
  }
};
