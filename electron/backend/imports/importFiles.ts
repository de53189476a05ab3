import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { ImportId } from '../../../shared/imports/contract.ts';
import type { FileSurvey } from './surveyFile.ts';

/** Files held at once. A window that went away closes nothing: the one longest unused gives way. */
const FILES_MAX = 4;

export interface ImportFile {
  readonly id: ImportId;
  readonly project: ProjectId;
  readonly fileName: string;
  /** As announced. */
  readonly bytes: number;
  readonly path: string;
  received: number;
  /** What it holds, once somebody asked. */
  survey: Promise<FileSurvey> | null;
}

/** The files that are being imported, each in the folder (0700) under its id until it is closed. What an earlier run left there is swept. */
export const createImportFiles = (folder: string) => {
  /** The longest unused first. */
  const held = new Map<ImportId, ImportFile>();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });

  const need = (id: ImportId): ImportFile => {
    const file = held.get(id);
    if (file === undefined)
      throw new Failure(
        'GONE',
        'The file is not held any more: it was closed, or Pitwall was started again. Choose it again.',
        {
          what: 'import',
          id,
        },
      );
    held.delete(id);
    held.set(id, file);
    return file;
  };
  const close = (id: ImportId): void => {
    const file = held.get(id);
    held.delete(id);
    if (file !== undefined) rmSync(file.path, { force: true });
  };

  return {
    need,
    close,
    open: (project: ProjectId, fileName: string, bytes: number): ImportFile => {
      for (const [oldest] of [...held].slice(0, Math.max(0, held.size + 1 - FILES_MAX))) close(oldest);
      const id = ImportId.parse(randomUUID());
      const path = join(folder, id);
      withFile(path, 'wx', () => {});
      const file = { id, project, fileName: plainName(fileName), bytes, path, received: 0, survey: null };
      held.set(id, file);
      return file;
    },
    /** Writes the next bytes of a file, all or none. */
    append: (id: ImportId, bytes: Buffer): void => {
      const file = need(id);
      if (file.received + bytes.length > file.bytes)
        throw new Failure('REFUSED', `${file.fileName} is longer than was announced: it changed while it was read.`, {
          act: 'Choose the file again.',
        });
      withFile(file.path, 'r+', (descriptor) => writeWhole(descriptor, bytes, file.received));
      file.received += bytes.length;
    },
    dispose: (): void => {
      for (const id of [...held.keys()]) close(id);
    },
  };
};

const withFile = (path: string, flags: string, work: (descriptor: number) => void): void => {
  try {
    const descriptor = openSync(path, flags, 0o600);
    try {
      work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw storageFailure(error);
  }
};

const writeWhole = (descriptor: number, bytes: Buffer, at: number): void => {
  try {
    for (let written = 0; written < bytes.length; )
      written += writeSync(descriptor, bytes, written, bytes.length - written, at + written);
  } catch (error) {
    ftruncateSync(descriptor, at);
    throw error;
  }
};

const storageFailure = (error: unknown): Failure<'STORAGE'> => {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new Failure('STORAGE', 'The disk with Pitwall’s data is full: the file cannot be taken over.', {
        act: 'Free some space, then choose the file again.',
      })
    : new Failure('STORAGE', `The file cannot be kept in Pitwall’s data folder (${code ?? String(error)}).`, {
        act: 'Make the data folder writable, then choose the file again.',
      });
};

/** A name that can stand in a sentence: no folders, no control characters, none that turn the direction of writing. */
const plainName = (name: string): string => {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  return plain === '' ? 'a file' : plain;
};
