import type { Icon } from '@tabler/icons-react';

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
