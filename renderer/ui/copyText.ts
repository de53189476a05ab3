import { announce } from './announce.ts';

/** Puts text on the clipboard and says so to screen readers; false when the browser refused. */
export const copyText = async (text: string, what: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied`);
    return true;
  } catch {
    announce(`${what} could not be copied`);
    return false;
  }
};
