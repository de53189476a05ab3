import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const State = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640),
  height: z.number().int().min(480),
  maximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof State>>;

const DEFAULT_SIZE = { width: 1280, height: 860 };

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Where the window was when it was last closed; a default when that is unknown, broken, or on a display that is gone. */
export const readWindowState = (path: string, displays: readonly Rectangle[]): Partial<WindowState> => {
  if (!existsSync(path)) return DEFAULT_SIZE;
  try {
    const state = State.parse(JSON.parse(readFileSync(path, 'utf8')));
    return displays.some((display) => overlaps(display, state)) ? state : DEFAULT_SIZE;
  } catch {
    return DEFAULT_SIZE;
  }
};

export const writeWindowState = (path: string, state: WindowState): void => {
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${path}.new`, path);
};
