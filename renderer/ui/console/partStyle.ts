import type { CSSProperties } from 'react';
import type { AnsiStyle } from './ansiStyle.ts';
import { type Scheme, shownColors } from './shownColors.ts';

/** CSS of a style, the same object for the same style as long as it is in use; undefined where the console's own look stands. */
export const partStyle = (style: AnsiStyle, scheme: Scheme): CSSProperties | undefined => {
  const known = remembered[scheme].get(style);
  if (known !== undefined) return known === null ? undefined : known;
  const css = compute(style, scheme);
  remembered[scheme].set(style, css);
  return css ?? undefined;
};

const remembered: Readonly<Record<Scheme, WeakMap<AnsiStyle, CSSProperties | null>>> = {
  dark: new WeakMap(),
  light: new WeakMap(),
};

const compute = (style: AnsiStyle, scheme: Scheme): CSSProperties | null => {
  const { bold, italic, underline, strike } = style;
  const { color, background } = shownColors(style, scheme);
  const css: CSSProperties = {};
  if (color !== undefined) css.color = color;
  if (background !== undefined) css.backgroundColor = background;
  if (bold) css.fontWeight = 700;
  if (italic) css.fontStyle = 'italic';
  if (underline || strike)
    css.textDecorationLine = [underline && 'underline', strike && 'line-through'].filter(Boolean).join(' ');
  return Object.keys(css).length === 0 ? null : css;
};
