import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { pageFileTypes } from '../../shared/app/pageFileTypes.ts';

export interface PageFile {
  readonly type: string;
  /** Its name holds a hash of its content, so that it may be kept for ever. */
  readonly immutable: boolean;
  readonly read: () => Promise<Buffer>;
}

/** The built page: every address that is answered, listed once at start.
 *
 * An address is looked up in this list and never made into a path, so no address leads out of the folder. Files of an unknown kind are
 * not served. Throws when the folder is not there. */
export const listPageFiles = (folder: string): ReadonlyMap<string, PageFile> => {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const type = pageFileTypes[extname(entry.name)];
    if (!entry.isFile() || type === undefined) return [];
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    return [[address, { type, immutable: address.startsWith('/assets/'), read: readOnce(path) }] as const];
  });
  const files = new Map<string, PageFile>(found);
  const index = files.get('/index.html');
  return index === undefined ? files : files.set('/', index);
};

/** A page that was loaded before a new build keeps getting the files it was built with. */
const readOnce = (path: string): (() => Promise<Buffer>) => {
  let content: Promise<Buffer> | null = null;
  return () => {
    content ??= readFile(path).catch((error: unknown) => {
      content = null;
      throw error;
    });
    return content;
  };
};
