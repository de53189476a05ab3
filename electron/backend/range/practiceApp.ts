import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE_MAX = 256 * 1024;
const FILES_MAX = 100;

const Settings = z.object({
  name: z.string().max(100),
  version: z.string().min(1).max(100),
  message: z.string().max(1000),
  health: z.object({
    status: z.number().int().min(200).max(599),
    delayMs: z.number().int().min(0).max(600_000),
  }),
});

/** The practice app as it was when it started: what changes in its folder later counts from the next start, as with any service. */
export const PracticeApp = Settings.extend({
  /** Pages and assets by the path they answer to. */
  pages: z.record(z.string(), z.object({ type: z.string(), text: z.string() })),
});
export type PracticeApp = Readonly<z.infer<typeof PracticeApp>>;

export type AppLoading =
  | { readonly ok: true; readonly app: PracticeApp }
  /** What a service that dies at start prints. */
  | { readonly ok: false; readonly trace: readonly string[] };

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const readPages = (folder: string, prefix: string): readonly (readonly [string, { type: string; text: string }])[] => {
  let names: readonly string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return [];
  }
  return names.slice(0, FILES_MAX).flatMap((name) => {
    const type = types[name.split('.').at(-1) ?? ''];
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (type === undefined || stat === undefined || !stat.isFile() || stat.size > FILE_MAX) return [];
    return [[`${prefix}${name}`, { type, text: readFileSync(path, 'utf8') }] as const];
  });
};

/** Loads the app from its folder as its service does at each start. A file that is missing or broken ends it with a trace. */
export const loadPracticeApp = (folder: string): AppLoading => {
  const file = join(folder, 'app.json');
  const dead = (reason: string): AppLoading => ({
    ok: false,
    trace: [`Error: cannot start from ${file}`, `    at loadSettings (${file})`, `Caused by: ${reason}`],
  });
  let text: string;
  try {
    if (lstatSync(file).size > FILE_MAX) return dead(`it is longer than ${FILE_MAX} bytes`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return dead(`${(error as NodeJS.ErrnoException).code ?? 'unknown error'}: the file cannot be read`);
  }
  let settings: z.infer<typeof Settings>;
  try {
    const parsed = Settings.safeParse(JSON.parse(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return dead(`${issue?.path.join('.') || 'app.json'}: ${issue?.message ?? 'not as expected'}`);
    }
    settings = parsed.data;
  } catch (error) {
    return dead(`SyntaxError: ${(error as Error).message}`);
  }
  const pages = [...readPages(join(folder, 'pages'), '/'), ...readPages(join(folder, 'assets'), '/assets/')];
  return { ok: true, app: { ...settings, pages: Object.fromEntries(pages) } };
};
