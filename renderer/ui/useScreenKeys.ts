import { useEffect, useLayoutEffect, useRef } from 'react';
import { isTyping } from './isTyping.ts';

/** What a key does; false leaves the key to the browser. */
export type KeyAct = (event: KeyboardEvent) => boolean | undefined;

/** `G` and a letter go somewhere: the letter is not the screen's then. */
const GO_WITHIN = 1_500;

const nameOf = (event: KeyboardEvent): string =>
  `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.shiftKey && event.key.length > 1 ? 'Shift+' : ''}${event.key}`;

/** Single keys of a screen, by name: `f`, `N`, `/`, `PageUp`, `Shift+ArrowDown`, `Mod+a`. Dead while typing, in dialogs and with Alt. */
export const useScreenKeys = (keys: Readonly<Record<string, KeyAct>>): void => {
  const acts = useRef(keys);
  // With the drawing itself: what is seen is what the next key acts on.
  useLayoutEffect(() => {
    acts.current = keys;
  });
  useEffect(() => {
    let goSince = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      const going = event.timeStamp - goSince < GO_WITHIN;
      goSince = Number.NEGATIVE_INFINITY;
      if (event.defaultPrevented || event.altKey || isTyping(event)) return;
      if (event.target instanceof Element && event.target.closest('dialog, [role="dialog"], [role="menu"]') !== null)
        return;
      if (event.key.toLowerCase() === 'g' && !event.ctrlKey && !event.metaKey) {
        goSince = event.timeStamp;
        return;
      }
      if (going && event.key.length === 1) return;
      const act = acts.current[nameOf(event)];
      if (act !== undefined && act(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
