import { useCallback, useEffect, useRef, useState } from 'react';
import { copyText } from './copyText.ts';

/** How long "Copied" stands before the button reads "Copy" again. */
const shownFor = 1500;

/** A copy button's state: `copied` is true for a moment after a copy that worked. */
export const useCopied = (text: string, what: string): { readonly copied: boolean; readonly copy: () => void } => {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  const copy = useCallback(() => {
    void copyText(text, what).then((done) => {
      if (!done) return;
      setCopied(true);
      clearTimeout(timer.current ?? undefined);
      timer.current = setTimeout(() => setCopied(false), shownFor);
    });
  }, [text, what]);
  return { copied, copy };
};
