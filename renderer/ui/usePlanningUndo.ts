import { useEffect } from 'react';
import type { ProjectId } from '../../shared/ids.ts';
import type { UndoScope } from '../../shared/ledger/undoScope.ts';
import { isTyping } from './isTyping.ts';
import { type KeyGroup, useShownKeys } from './shownKeys.ts';
import { takeBack } from './takeBack.tsx';

const keys: KeyGroup = {
  title: 'Planning',
  keys: [
    { keys: ['Ctrl Z'], act: 'Undo the last act of planning, also after a restart' },
    { keys: ['Ctrl Shift Z'], act: 'Do it again' },
  ],
};

const ruleKeys: KeyGroup = {
  title: 'Rules',
  keys: [
    { keys: ['Ctrl Z'], act: 'Undo the last change of rules, also after a restart' },
    { keys: ['Ctrl Shift Z'], act: 'Do it again' },
  ],
};

/** Ctrl/Cmd+Z and Shift+Ctrl/Cmd+Z (or Ctrl+Y) on a screen of planning, or of rules. In a field they stay the field's own; in dialogs they do
 * nothing. */
export const usePlanningUndo = (project: ProjectId, scope: UndoScope = 'planning'): void => {
  useShownKeys(scope === 'rules' ? ruleKeys : keys);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey) || isTyping(event)) return;
      if (event.target instanceof Element && event.target.closest('dialog, [role="dialog"]') !== null) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (!event.repeat) void takeBack(project, key === 'y' || event.shiftKey ? 'redo' : 'undo', scope);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [project, scope]);
};
