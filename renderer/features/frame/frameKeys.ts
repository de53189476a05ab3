import type { KeyGroup } from '../../ui/shownKeys.ts';
import { rail, siteEntries } from './railEntries.ts';

/** The name of the command key on this system. */
export const commandKey = /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl';

/** The keys that work everywhere, as the `?` list shows them. */
export const frameKeys: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: [`${commandKey} K`], act: 'Command palette, also while typing' },
      { keys: ['?'], act: 'This list' },
      { keys: ['Esc'], act: 'Close what lies over the page' },
    ],
  },
  {
    title: 'Go to',
    keys: [
      ...rail.flatMap(({ entries }) => entries.map(({ letter, name }) => ({ keys: ['G', letter], act: name }))),
      ...siteEntries.map(({ letter, name }) => ({ keys: ['G', letter], act: name })),
    ],
  },
];
