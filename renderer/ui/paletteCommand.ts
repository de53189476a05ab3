import type { Icon } from '@tabler/icons-react';
import { useEffect } from 'react';
import { create } from 'zustand';

/** One line of the palette. It goes somewhere or changes a view; what cannot be undone it only leads to, never does. */
export interface PaletteCommand {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly description?: string;
  /** Words people may search for instead. */
  readonly keywords?: readonly string[];
  readonly icon?: Icon;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** The commands of the screens that are open now, besides the frame's own. */
export const useScreenCommands = create<{ readonly lists: readonly (readonly PaletteCommand[])[] }>(() => ({
  lists: [],
}));

/** Offers a screen's commands in the palette while it is open. Memoise the list. */
export const usePaletteCommands = (commands: readonly PaletteCommand[]): void => {
  useEffect(() => {
    useScreenCommands.setState(({ lists }) => ({ lists: [...lists, commands] }));
    return () => useScreenCommands.setState(({ lists }) => ({ lists: lists.filter((other) => other !== commands) }));
  }, [commands]);
};
