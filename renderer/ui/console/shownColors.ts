import type { AnsiColor, AnsiStyle } from './ansiStyle.ts';
import { cssColor, type Rgb, readableOn } from './contrast.ts';

export type Scheme = 'dark' | 'light';

/** Ground and text of the console; the same as --pw-body, --pw-text and --pw-faint in theme/tokens.css, which a test compares. */
export const consoleColors: Readonly<
  Record<Scheme, { readonly ground: Rgb; readonly text: Rgb; readonly faint: Rgb }>
> = {
  dark: { ground: 0x0f1114, text: 0xe7e9ec, faint: 0x8d959f },
  light: { ground: 0xf5f6f7, text: 0x15181c, faint: 0x5d656f },
};

/** The sixteen colours: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones. Each can be read on the ground. */
const palettes: Readonly<Record<Scheme, readonly Rgb[]>> = {
  dark: [
    0x868d97, 0xff7b7b, 0x4fc38a, 0xe8ad43, 0x7ab0ff, 0xd79bff, 0x4cc4d4, 0xd4d8dd, 0x9aa2ac, 0xff9c9c, 0x78dba8,
    0xf6c76d, 0xa3c8ff, 0xe6c0ff, 0x83dde9, 0xffffff,
  ],
  light: [
    0x15181c, 0xad1f2a, 0x11693b, 0x7c4d00, 0x1a56c4, 0x7d2fb5, 0x0a6575, 0x565e68, 0x4b535c, 0xc02632, 0x0f7040,
    0x875600, 0x2160d6, 0x8a39c4, 0x0b6c7d, 0x5d656f,
  ],
};

const toRgb = (color: AnsiColor, scheme: Scheme, plain: Rgb): Rgb =>
  color.kind === 'rgb' ? color.value : (palettes[scheme][color.index] ?? plain);

export interface ShownColors {
  /** CSS colours; undefined where the console's own stand. */
  readonly color: string | undefined;
  readonly background: string | undefined;
}

const none: ShownColors = { color: undefined, background: undefined };

const compute = ({ foreground, background, dim, inverse }: AnsiStyle, scheme: Scheme): ShownColors => {
  const { ground, text, faint } = consoleColors[scheme];
  const ink = foreground === null ? (dim ? faint : text) : toRgb(foreground, scheme, text);
  const under = background === null ? ground : toRgb(background, scheme, ground);
  const [shownInk, shownGround] = inverse ? [under, ink] : [ink, under];
  return {
    color: cssColor(readableOn(shownInk, shownGround)),
    background: shownGround === ground ? undefined : cssColor(shownGround),
  };
};

/** Bounded: a hostile log may name all 16 million colours. */
const REMEMBERED = 2_000;
const remembered = new Map<string, ShownColors>();

const keyOf = (color: AnsiColor | null): string =>
  color === null ? '' : color.kind === 'rgb' ? `#${String(color.value)}` : String(color.index);

/** How a style's colours are shown so that the text can be read in either theme: hue as asked for, lightness as far as needed. */
export const shownColors = (style: AnsiStyle, scheme: Scheme): ShownColors => {
  const { foreground, background, dim, inverse } = style;
  if (foreground === null && background === null && !dim && !inverse) return none;
  const key = `${scheme} ${keyOf(foreground)} ${keyOf(background)} ${String(dim)} ${String(inverse)}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const shown = compute(style, scheme);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, shown);
  return shown;
};
