import { useEffect, useRef } from 'react';
import type { PathReading } from '../../../shared/monitor/hop.ts';
import { announce } from '../../ui/announce.ts';

/** Tells screen readers when the verdict changes: not what it is when the page is opened, and not at every look. */
export const usePathAnnouncements = (name: string, path: PathReading | null): void => {
  const said = useRef<string | null>(null);
  const now = path === null ? null : `${path.state} ${path.failing ?? ''}`;
  const text = path === null ? '' : `${name} is ${path.state}. ${path.reason}`;
  const urgent = path?.state === 'down';
  useEffect(() => {
    if (now === null || now === said.current) return;
    if (said.current !== null) announce(text, urgent ? 'assertive' : 'polite');
    said.current = now;
  }, [now, text, urgent]);
};
