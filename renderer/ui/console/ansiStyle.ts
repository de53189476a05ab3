/** A colour as SGR names it: one of the sixteen that a theme defines, or a fixed one (0xRRGGBB). */
export type AnsiColor =
  | { readonly kind: 'palette'; readonly index: number }
  | { readonly kind: 'rgb'; readonly value: number };

/** How SGR wants text shown. Blinking and concealed text are left out: the one moves, the other hides what a log must show. */
export interface AnsiStyle {
  readonly foreground: AnsiColor | null;
  readonly background: AnsiColor | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly inverse: boolean;
}

export const plainStyle: AnsiStyle = {
  foreground: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
};
