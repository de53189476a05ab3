import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../../../shared/errors.ts';
import { EnvironmentId, ProjectId } from '../../../../shared/ids.ts';
import type { LiveEvent } from '../../../../shared/live/contract.ts';
import type { Environment } from '../../../../shared/projects/environment.ts';
import type { Log } from '../../log.ts';
import { systemClock } from '../../systemClock.ts';
import { createRange } from '../createRange.ts';
import type { Range } from '../range.ts';
import type { RangeDeps } from '../rangeDeps.ts';

export const resourcesDir = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', 'resources');

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** What the range told the rest of Pitwall, and a plain store in place of the projects' tables. */
export interface RangeWorld {
  readonly deps: RangeDeps;
  readonly dataDir: string;
  readonly project: () => { readonly name: string; readonly environments: readonly Environment[] } | null;
  readonly deleteProject: () => void;
  /** Names that somebody else's projects have. */
  readonly taken: Set<string>;
  readonly hostKeys: Map<string, Buffer>;
  readonly published: LiveEvent[];
  readonly created: () => number;
  readonly remove: () => void;
}

export const createRangeWorld = (over: Partial<RangeDeps> = {}): RangeWorld => {
  const dataDir = over.dataDir ?? mkdtempSync(join(tmpdir(), 'pitwall range-'));
  const listeners = new Set<(event: LiveEvent) => void>();
  const published: LiveEvent[] = [];
  const taken = new Set<string>();
  const hostKeys = new Map<string, Buffer>();
  let created = 0;
  let project: { id: ProjectId; name: string; environments: Environment[] } | null = null;
  const publish = (entity: 'project' | 'range', id: string | null) => {
    const event: LiveEvent = { kind: 'change', sequence: published.length, entity, id };
    published.push(event);
    for (const listener of listeners) listener(event);
  };
  const deps: RangeDeps = {
    dataDir,
    resourcesDir,
    clock: systemClock,
    log: quiet,
    feed: {
      publish: (entity, id) => publish(entity as 'range', id),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    projects: {
      find: () => project?.id ?? null,
      create: ({ name, environments }) => {
        if (taken.has(name)) throw new Failure('NAME_TAKEN', `${name} is taken.`, { act: 'Choose another.', name });
        const id = ProjectId.parse(randomUUID());
        project = {
          id,
          name,
          environments: environments.map((settings, position) => ({
            ...settings,
            id: EnvironmentId.parse(randomUUID()),
            projectId: id,
            position,
          })),
        };
        created += 1;
        return id;
      },
      environments: () => project?.environments ?? [],
      updateEnvironment: (id, settings) => {
        if (project === null) return;
        project.environments = project.environments.map((environment) =>
          environment.id === id ? { ...environment, ...settings } : environment,
        );
      },
      trustHostKey: (host, port, type, key) => {
        hostKeys.set(`${host}:${port}:${type}`, key);
      },
    },
    env: { PATH: process.env.PATH },
    platform: process.platform,
    ...over,
  };
  return {
    deps,
    dataDir,
    project: () => project,
    deleteProject: () => {
      project = null;
      publish('project', null);
    },
    taken,
    hostKeys,
    published,
    created: () => created,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
};

export interface OpenRange extends RangeWorld {
  readonly range: Range;
  readonly end: () => Promise<void>;
}

/** A range of its own, open; in a temporary folder (whose name holds a blank) unless told. */
export const openRange = async (over: Partial<RangeDeps> = {}): Promise<OpenRange> => {
  const world = createRangeWorld(over);
  const range = createRange(world.deps);
  await range.open();
  return {
    ...world,
    range,
    end: async () => {
      await range.end();
      world.remove();
    },
  };
};
