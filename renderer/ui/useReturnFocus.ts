import { useEffect, useState } from 'react';

/** Gives the focus back to whatever had it before this part was drawn, once the part is gone and nothing else took the focus. */
export const useReturnFocus = (): void => {
  // Read while drawing for the first time: an input of the part may take the focus right after.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const nobody = document.activeElement === null || document.activeElement === document.body;
        if (nobody && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
};
