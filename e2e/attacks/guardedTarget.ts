import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askForLink, readInstancePlace } from '../../electron/browser/instancePlace.ts';
import { openApiClient, signInByLink } from '../shell/apiClient.ts';
import { makeFolders, startShell } from '../shell/pitwallProcess.ts';
import type { Target } from './target.ts';

/** Pitwall's browser shell as it is built. */
export const openGuardedTarget = async (): Promise<Target> => {
  const folders = makeFolders();
  const shell = await startShell({ folders });
  const link = async (): Promise<string> => {
    const place = readInstancePlace(join(folders.dataDir, 'instance.json'));
    const fresh = place === null ? null : await askForLink(place);
    if (fresh === null) throw new Error('the shell gave no fresh link');
    return fresh;
  };
  const token = await signInByLink(await link());
  const client = await openApiClient(shell.origin, token);
  const sessions = () => (JSON.parse(readFileSync(join(folders.dataDir, 'sessions.json'), 'utf8')) as unknown[]).length;
  // The token above and the visit below.
  const own = 2;
  return {
    origin: shell.origin,
    port: shell.port,
    code: async () => (await link()).split('#')[1] ?? '',
    token,
    effects: async () => sessions() - own + (await client.call.projects.list()).length,
    words: 'id="root"',
    visit: shell.link,
    close: async () => {
      client.close();
      await shell.end();
      folders.remove();
    },
  };
};
