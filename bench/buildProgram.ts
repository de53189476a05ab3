import { basename, join } from 'node:path';
import { build } from 'vite';
import { root } from '../e2e/shell/pitwallProcess.ts';

/** Builds a program of the benchmark as Pitwall's own is built for release, so that its memory is that of what runs and not of what translates
 * TypeScript. Gives its path, in a folder within the project where its libraries are found. */
export const buildProgram = async (source: string): Promise<string> => {
  const outDir = join(root, 'out', 'bench');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: source,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      rollupOptions: { external: ['ssh2', 'better-sqlite3'] },
    },
  });
  return join(outDir, basename(source).replace(/\.ts$/, '.js'));
};
