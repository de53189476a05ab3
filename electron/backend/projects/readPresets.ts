import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../../shared/errors.ts';
import type { Log } from '../log.ts';
import { readProjectFile } from './readProjectFile.ts';

export interface Preset {
  /** The file's name without its end, e.g. `tuberaker`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The project file as it lies there, with its comments. */
  readonly text: string;
}

const END = '.yaml';

/** The project files that come with Pitwall, by name. One that does not fit is left out, and the log says why. */
export const readPresets = (dir: string, log: Log): readonly Preset[] => {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir).filter((name) => name.endsWith(END) && !name.startsWith('.'));
  return files.sort().flatMap((file): readonly Preset[] => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(dir, file)));
      const { name, description } = readProjectFile(text);
      return [{ id: basename(file, END), name, description, text }];
    } catch (error) {
      const problems = error instanceof Failure && error.code === 'FILE_INVALID' ? error.data : null;
      log.error('a preset was left out', { file, error: String(error), problems });
      return [];
    }
  });
};
