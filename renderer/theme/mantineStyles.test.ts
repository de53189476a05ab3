import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const renderer = join(dirname(fileURLToPath(import.meta.url)), '..');
const mantine = join(renderer, '../node_modules/@mantine/core');

/** Where each of Mantine's parts lies: the file is named after what it exports. */
const partFiles = new Map(
  globSync('esm/components/**/*.mjs', { cwd: mantine }).map((path) => [basename(path, '.mjs'), join(mantine, path)]),
);

const usedIn = (text: string): readonly string[] =>
  [...text.matchAll(/import (?!type)\{([^}]*)\} from '@mantine\/(?:core|notifications)'/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^type .*/, '')),
  );

/** The style sheets of a part and of every part it is made of. */
const sheetsOf = (path: string, seen: Set<string>): readonly string[] => {
  if (seen.has(path)) return [];
  seen.add(path);
  return [...readFileSync(path, 'utf8').matchAll(/from "(\.[^"]+\.mjs)"/g)].flatMap(([, next = '']) => {
    const file = resolve(dirname(path), next);
    if (file.endsWith('.module.mjs')) return [basename(file, '.module.mjs')];
    return file.includes('/esm/components/') ? sheetsOf(file, seen) : [];
  });
};

describe('Mantine’s style sheets', () => {
  it('are there for every part the renderer uses, and for what that is made of', () => {
    const imported = new Set(
      [...readFileSync(join(renderer, 'theme/mantineStyles.ts'), 'utf8').matchAll(/styles\/([A-Za-z-]+)\.css/g)].map(
        ([, name]) => name,
      ),
    );
    const parts = new Set(
      globSync('**/*.{ts,tsx}', { cwd: renderer }).flatMap((path) =>
        usedIn(readFileSync(join(renderer, path), 'utf8')),
      ),
    );
    const seen = new Set<string>();
    const wanted = [...parts, 'Notification'].flatMap((part) => {
      const path = partFiles.get(part);
      return path === undefined ? [] : sheetsOf(path, seen);
    });
    expect(wanted.length).toBeGreaterThan(10);
    const missing = [...new Set(wanted)].filter(
      (name) => existsSync(join(mantine, 'styles', `${name}.css`)) && !imported.has(name),
    );
    expect(missing, 'import these in renderer/theme/mantineStyles.ts').toEqual([]);
  });
});
