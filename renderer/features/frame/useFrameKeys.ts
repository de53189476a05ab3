import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import { isTyping } from '../../ui/isTyping.ts';
import { openOverlay, useOverlay } from './overlay.ts';
import { rail, siteEntries } from './railEntries.ts';

/** How long after `G` its letter may come, in milliseconds. */
const sequenceWithin = 1500;

/** The keys that work everywhere: the palette, the list of keys, `G` and a letter. Single keys are dead while typing. */
export const useFrameKeys = (project: ProjectId | null): void => {
  const navigate = useNavigate();
  const goSince = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const go = (letter: string): boolean => {
      const phase = rail.flatMap(({ entries }) => entries).find((entry) => entry.letter === letter);
      if (phase !== undefined && project !== null) {
        void navigate({ to: phase.to, params: { project } });
        return true;
      }
      const site = siteEntries.find((entry) => entry.letter === letter);
      if (site !== undefined) void navigate({ to: site.to });
      return site !== undefined;
    };
    const onKey = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const key = event.key.toUpperCase();
      if (key === 'K' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        openOverlay('palette');
        return;
      }
      if (!plain || event.defaultPrevented || isTyping(event) || useOverlay.getState().open !== null) return;
      const wasGo = event.timeStamp - goSince.current < sequenceWithin;
      goSince.current = Number.NEGATIVE_INFINITY;
      if (event.key === '?') {
        event.preventDefault();
        openOverlay('keys');
      } else if (wasGo && go(key)) {
        event.preventDefault();
      } else if (key === 'G') {
        goSince.current = event.timeStamp;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, project]);
};
