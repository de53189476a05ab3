import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Item } from '../../../../shared/backlog/item.ts';
import { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { Branch } from '../../../../shared/branches/branch.ts';
import type { BranchList, StartResult } from '../../../../shared/branches/contract.ts';
import { defaultRepositorySettings, type RepositorySettings } from '../../../../shared/branches/repositorySettings.ts';
import { WindowId } from '../../../../shared/ids.ts';
import { createBackend } from '../../backend.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import { makeGitBed } from '../../git/testing/gitBed.ts';
import type { Vault } from '../../vault.ts';

/** A vault in memory, as the browser shell has one. */
export const memoryVault = (): Vault & { readonly kept: ReadonlyMap<string, string> } => {
  const kept = new Map<string, string>();
  return {
    protection: { kind: 'memory', explanation: 'Kept until Pitwall ends.' },
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
    kept,
  };
};

/** The whole backend with one project, and a real origin with a working clone of it beside. */
export const branchBed = async () => {
  const folder = databaseFolder();
  const vault = memoryVault();
  const repo = makeGitBed();
  const base = repo.commit('Begin', { 'a.txt': 'one\n', 'b.txt': 'b\n' });
  repo.git(['push', '--quiet', 'origin', 'main']);
  const start = () =>
    createBackend({
      dataDir: folder.dir,
      resourcesDir: join(import.meta.dirname, '../../../../resources'),
      vault,
      notifier: { notify: () => {}, showOpenAlerts: () => {} },
      clock: folder.clock,
      log: folder.log,
      shell: 'browser',
      version: '0.0.0',
      homeDir: folder.dir,
      env: {},
    });
  let backend = await start();
  const { id: project } = await backend.client.projects.create({ name: 'Sample', key: 'SA', description: '' });
  const window = WindowId.parse(randomUUID());
  const url = pathToFileURL(repo.origin).href;
  const bed = {
    folder,
    vault,
    repo,
    base,
    project,
    window,
    url,
    get client() {
      return backend.client;
    },
    /** Ends it and starts it again; `between` is done while it does not run. */
    restart: async (between: () => void | Promise<void> = () => {}): Promise<void> => {
      await backend.dispose();
      await between();
      folder.clock.move(60_000);
      backend = await start();
    },
    /** Takes the origin, or what the fields say, as the project's repository, and waits for its first look. */
    use: async (fields: Partial<RepositorySettings> = {}): Promise<void> => {
      const { version } = await bed.client.branches.repository({ project });
      const settings = { ...defaultRepositorySettings, source: { kind: 'clone' as const, url }, ...fields };
      await bed.client.branches.saveRepository({ project, seen: version, settings });
      await bed.client.branches.fetchNow({ project });
    },
    fetch: () => bed.client.branches.fetchNow({ project }),
    /** The list, when every merge is tried. */
    list: async (): Promise<BranchList> => {
      for (;;) {
        const found = await bed.client.branches.branches({ project });
        if (found.waiting === 0) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    branch: async (name: string): Promise<Branch> => {
      const found = (await bed.list()).branches.find((branch) => branch.name === name);
      if (found === undefined) throw new Error(`there is no branch ${name}`);
      return found;
    },
    addItem: (title: string, kind: Item['kind'] = 'feature'): Promise<Item> =>
      bed.client.backlog.create({ window, project, item: { kind, title, estimate: 3 }, place: 'bottom' }),
    status: async (id: Item['id']): Promise<string> => {
      const { items } = await bed.client.backlog.list({ project, since: null });
      return items.find((item) => item.id === id)?.status ?? 'gone';
    },
    setStatus: async (id: Item['id'], status: string): Promise<void> => {
      await bed.client.backlog.edit({ window, items: [id], patch: { status: StatusId.parse(status) } });
    },
    start: (item: Item, name: string, fields: object = {}): Promise<StartResult> =>
      bed.client.branches.start({
        window,
        project,
        item: item.id,
        name,
        besides: [],
        push: true,
        staleBaseOk: false,
        ...fields,
      }),
    remove: async (): Promise<void> => {
      await backend.dispose();
      folder.remove();
      repo.remove();
    },
  };
  return bed;
};
export type BranchBed = Awaited<ReturnType<typeof branchBed>>;
