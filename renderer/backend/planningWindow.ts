import { WindowId } from '../../shared/ids.ts';

const STORED = 'pitwall.window';

const kept = (): WindowId => {
  const known = WindowId.safeParse(sessionStorage.getItem(STORED)).data;
  if (known !== undefined) return known;
  const made = WindowId.parse(crypto.randomUUID());
  sessionStorage.setItem(STORED, made);
  return made;
};

/** Who this window is to the ledger, so that an undo here takes back what was done here. Outlives a reload, not the window. */
export const planningWindow: { readonly window: WindowId } = { window: kept() };
