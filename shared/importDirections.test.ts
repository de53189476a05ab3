import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const walk = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'testing' || name === 'node_modules' ? [] : walk(path);
    return /\.(ts|tsx)$/.test(name) && !/\.(test|spec)\.tsx?$|\.d\.ts$/.test(name) ? [path] : [];
  });

/** Every import of a file: our own as a path from the root, a library by its name. */
const importsOf = (path: string): readonly string[] =>
  // A statement begins its line; else the words "from" and "import" of a script or a sentence would count.
  [
    ...readFileSync(path, 'utf8').matchAll(
      /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map(([, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    return name.startsWith('.') ? relative(root, resolve(dirname(path), name)) : name;
  });

interface Room {
  readonly name: string;
  readonly holds: RegExp;
  readonly may: readonly RegExp[];
}

const node = /^node:/;
const shared = /^shared\//;
const backendFace = /^electron\/backend\/[^/]+\.ts$/;
const library = (...names: readonly string[]) => new RegExp(`^(${names.join('|')})(/|$)`);

/** The first room that holds a file says what the file may import. */
const rooms: readonly Room[] = [
  // @lezer: rules about Python are rules over its grammar. smol-toml: what a project's settings say of them, and where they are wrong.
  {
    name: 'shared',
    holds: shared,
    may: [shared, library('zod', '@orpc/contract', 'fractional-indexing', '@lezer', 'smol-toml')],
  },
  {
    name: 'backend.ts and the parts of its wiring',
    holds: /^electron\/backend\/(backend|wire[A-Z]\w*)\.ts$/,
    may: [node, shared, /^electron\/backend\//, library('@orpc/server')],
  },
  {
    name: 'the backend’s own face',
    holds: backendFace,
    may: [node, shared, backendFace, /^electron\/backend\/(db|ssh|live)\//, library('@orpc/server')],
  },
  {
    name: 'db, ssh and git',
    holds: /^electron\/backend\/(db|ssh|git)\//,
    may: [node, shared, backendFace, /^electron\/backend\/(db|ssh|git)\//, library('better-sqlite3', 'ssh2', 'zod')],
  },
  {
    name: 'desktop',
    holds: /^electron\/(desktop\/|main\.ts|preload\.ts)/,
    may: [node, shared, backendFace, /^electron\/desktop\//, library('electron', '@orpc/server', 'zod')],
  },
  {
    name: 'browser',
    holds: /^electron\/(browser\/|serve\.ts)/,
    may: [node, shared, backendFace, /^electron\/browser\//, library('ws', '@orpc/server', 'zod')],
  },
  {
    name: 'the page’s root',
    holds: /^renderer\/[^/]+\.tsx?$/,
    may: [shared, /^renderer\//, /^(?!node:|electron$|ssh2|better-sqlite3|ws$|\.)/],
  },
  {
    name: 'the page’s shared rooms',
    holds: /^renderer\/(ui|backend|theme)\//,
    may: [shared, /^renderer\/(ui|backend|theme)\//, /^(?!node:|electron|ssh2|better-sqlite3|ws$|renderer\/|\.)/],
  },
];

const roomOf = (path: string): Room => {
  const known = rooms.find(({ holds }) => holds.test(path));
  if (known !== undefined) return known;
  const backend = /^electron\/backend\/([^/]+)\//.exec(path)?.[1];
  if (backend !== undefined)
    return {
      name: `backend feature ${backend}`,
      holds: /./,
      may: [
        node,
        shared,
        backendFace,
        /^electron\/backend\/(db|ssh|git|live|logs)\//,
        new RegExp(`^electron/backend/${backend}/`),
        library(
          '@orpc/server',
          'zod',
          'ulid',
          'yaml',
          'csv-\\w+',
          'tar-stream',
          'ssh2',
          'better-sqlite3',
          'croner',
          '@astral-sh/ruff-wasm-nodejs',
          '@octokit/rest',
        ),
      ],
    };
  const feature = /^renderer\/features\/([^/]+)\//.exec(path)?.[1];
  if (feature === undefined) throw new Error(`${path} lies in no room; give it one, or tell this test of the new room`);
  return {
    name: `feature ${feature}`,
    holds: /./,
    may: [
      shared,
      /^renderer\/(ui|backend|theme)\//,
      new RegExp(`^renderer/features/${feature}/`),
      /^(?!node:|electron|ssh2|better-sqlite3|ws$|renderer\/|\.)/,
    ],
  };
};

const refusedIn = (path: string, imports: readonly string[]): readonly string[] => {
  const { name, may } = roomOf(path);
  return imports
    .filter((each) => !may.some((rule) => rule.test(each)))
    .map((each) => `${path} (${name}) imports ${each}`);
};

describe('imports point one way', () => {
  const files = ['shared', 'electron', 'renderer'].flatMap((folder) => walk(join(root, folder)));

  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(50);
  });

  it('refuses what the rooms do not allow', () => {
    expect(files.flatMap((path) => refusedIn(relative(root, path), importsOf(path)))).toEqual([]);
  });

  it('would notice a wrong turn', () => {
    expect(refusedIn('shared/a/b.ts', ['node:fs', 'renderer/App.tsx'])).toHaveLength(2);
    expect(refusedIn('electron/backend/range/a.ts', ['electron/backend/deploys/b.ts', 'electron'])).toHaveLength(2);
    expect(refusedIn('renderer/features/deploys/a.tsx', ['renderer/features/range/b.tsx', 'node:fs'])).toHaveLength(2);
    expect(refusedIn('electron/browser/a.ts', ['electron/backend/db/open.ts', 'better-sqlite3'])).toHaveLength(2);
  });
});
