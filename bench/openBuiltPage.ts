import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';

/** Builds a page of the benchmark from `folder`/page.tsx and opens it in a tab: one script, one style sheet, for use as released. */
export const openBuiltPage = async (page: Page, folder: string, outDir: string): Promise<void> => {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      lib: { entry: 'page.tsx', formats: ['iife'], name: 'bench', fileName: () => 'page.js', cssFileName: 'page' },
    },
  });
  // An address of its own, which Playwright answers: a blank page has no storage.
  await page.route('http://bench.invalid/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8"><body>' }),
  );
  await page.goto('http://bench.invalid/');
  const style = join(outDir, 'page.css');
  if (existsSync(style)) await page.addStyleTag({ path: style });
  await page.addScriptTag({ path: join(outDir, 'page.js') });
};
