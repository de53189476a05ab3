import { z } from 'zod';
import { create } from 'zustand';

/** How somebody reads diffs. */
const DiffLook = z.object({
  view: z.enum(['unified', 'split']),
  wrap: z.boolean(),
  ignoreSpace: z.boolean(),
  /** Whether the list of files stands beside the diff. */
  list: z.boolean(),
});
export type DiffLook = Readonly<z.infer<typeof DiffLook>>;

const KEY = 'pitwall.review.look';
const atFirst: DiffLook = { view: 'unified', wrap: true, ignoreSpace: false, list: true };

const read = (): DiffLook => {
  try {
    return DiffLook.catch(atFirst).parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return atFirst; // Not JSON: somebody else's, or an older Pitwall's.
  }
};

const useLook = create<DiffLook>(read);

/** The look of diffs, kept over restarts of the window, and how to change a part of it. */
export const useDiffLook = (): readonly [DiffLook, (part: Partial<DiffLook>) => void] => [
  useLook(),
  (part) => {
    const next = { ...useLook.getState(), ...part };
    localStorage.setItem(KEY, JSON.stringify(next));
    useLook.setState(next);
  },
];
