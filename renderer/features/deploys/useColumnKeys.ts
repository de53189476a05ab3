import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { type KeyAct, useScreenKeys } from '../../ui/useScreenKeys.ts';

const keys: KeyGroup = {
  title: 'Deploy',
  keys: [
    { keys: ['J'], act: 'To the next environment' },
    { keys: ['K'], act: 'To the one before' },
    { keys: ['Enter'], act: 'Review the deploy, or open the run' },
    { keys: ['R'], act: 'Read the environment again' },
  ],
};

/** Every column marks its main link with `data-column-act` and its reading again with `data-column-read`. */
const acts = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-column-act]')];

const move = (by: number): boolean => {
  const all = acts();
  const at = all.findIndex((each) => each.closest('section')?.contains(document.activeElement));
  const next = all[at === -1 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  next?.focus();
  return next !== undefined;
};

const readAgain: KeyAct = () => {
  const here = document.activeElement?.closest('section') ?? document;
  const buttons = [...here.querySelectorAll<HTMLElement>('[data-column-read]')];
  for (const button of buttons) button.click();
  return buttons.length > 0;
};

/** J and K between the environments; R reads the one with the focus, or all. */
export const useColumnKeys = (): void => {
  useShownKeys(keys);
  useScreenKeys({ j: () => move(1), k: () => move(-1), r: readAgain });
};
