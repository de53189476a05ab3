import type { KeyGroup } from '../shownKeys.ts';

/** The console's keys, as the `?` list shows them. */
export const logKeys: KeyGroup = {
  title: 'Log',
  keys: [
    { keys: ['/'], act: 'Search the log' },
    { keys: ['n'], act: 'Next match' },
    { keys: ['N'], act: 'Previous match' },
    { keys: ['F'], act: 'Follow the end, or pause' },
    { keys: ['W'], act: 'Wrap long lines' },
    { keys: ['T'], act: 'Show times' },
    { keys: ['S'], act: 'Save the whole log' },
    { keys: ['1 … 6'], act: 'To the first line of a step' },
    { keys: ['Home'], act: 'First line' },
    { keys: ['End'], act: 'Last line' },
    { keys: ['PgUp'], act: 'A page up (PgDn: down)' },
    { keys: ['Shift ↓'], act: 'Choose lines to copy (also by line number and Shift-click)' },
    { keys: ['Ctrl A'], act: 'Choose all lines' },
    { keys: ['Ctrl C'], act: 'Copy the chosen lines' },
    { keys: ['Esc'], act: 'Choose no line' },
  ],
};
