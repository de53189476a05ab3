import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Ruff reads its WebAssembly from beside its own file.
const external = ['electron', 'better-sqlite3', 'ssh2', '@astral-sh/ruff-wasm-nodejs'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          main: 'electron/main.ts',
          serve: 'electron/serve.ts',
          patternWorker: 'electron/backend/patterns/patternWorker.ts',
          reportWorker: 'electron/backend/qa/reportWorker.ts',
        },
        external,
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: { input: 'electron/preload.ts', output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      rollupOptions: {
        input: 'renderer/index.html',
        output: {
          // Each with all it imports, in the order of main.ts; what main.ts itself needs to load the others must not lie in one of them.
          // Left to itself the bundler cuts what the window shares with its screens into a hundred files of some hundred bytes, and each
          // of them costs a request before the first paint.
          codeSplitting: {
            groups: [
              { name: 'first', test: /[\\/]zodWithoutEval\.ts$|preload-helper/, priority: 3 },
              { name: 'backend', test: /[\\/]startBackend\.ts$/, priority: 2 },
              { name: 'window', test: /[\\/]showWindow\.tsx$/, priority: 1 },
            ],
          },
        },
      },
      // One file of half a megabyte is wanted: it is read from this machine.
      chunkSizeWarningLimit: 1_000,
      // The page's policy allows fonts and styles from its own origin only, so nothing may become a data: address.
      assetsInlineLimit: 0,
      // electron-vite leaves it off; the page opens faster with a third of the bytes to read.
      minify: true,
      cssMinify: true,
    },
  },
});
