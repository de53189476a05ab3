import { type AnsiColor, type AnsiStyle, plainStyle } from './ansiStyle.ts';

/** Steps of the 6 × 6 × 6 cube among the 256 colours, as xterm defines them. */
const CUBE = [0, 95, 135, 175, 215, 255] as const;

/** One of the 256 colours: 0 to 15 are the theme's, 16 to 231 the cube, 232 to 255 greys; null when there is no such colour. */
export const indexedColor = (index: number): AnsiColor | null => {
  if (!Number.isInteger(index) || index < 0 || index > 255) return null;
  if (index < 16) return { kind: 'palette', index };
  if (index >= 232) return { kind: 'rgb', value: (8 + (index - 232) * 10) * 0x010101 };
  const cube = index - 16;
  const level = (power: number) => CUBE[Math.floor(cube / power) % 6] ?? 0;
  return { kind: 'rgb', value: (level(36) << 16) | (level(6) << 8) | level(1) };
};

const trueColor = (channels: readonly (number | undefined)[]): AnsiColor | null =>
  channels.length === 3 && channels.every((part) => part !== undefined && part >= 0 && part <= 255)
    ? { kind: 'rgb', value: channels.reduce<number>((sum, part) => sum * 256 + (part ?? 0), 0) }
    : null;

/** The colour after 38 or 48 and how many of the parameters it took; an unknown form takes the rest, as xterm does. */
const extendedColor = (rest: readonly number[]): { readonly color: AnsiColor | null; readonly taken: number } => {
  if (rest[0] === 5) return { color: indexedColor(rest[1] ?? -1), taken: 2 };
  if (rest[0] === 2) return { color: trueColor(rest.slice(1, 4)), taken: 4 };
  return { color: null, taken: rest.length };
};

/** The same in the colon form of ISO 8613-6: `38:5:N`, `38:2:R:G:B` or `38:2:SPACE:R:G:B`. */
const colonColor = (parts: readonly number[]): AnsiColor | null => {
  if (parts[1] === 5) return indexedColor(parts[2] ?? -1);
  if (parts[1] === 2) return trueColor(parts.length >= 6 ? parts.slice(3, 6) : parts.slice(2, 5));
  return null;
};

const attributes: Readonly<Record<number, Partial<AnsiStyle>>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { foreground: null },
  49: { background: null },
};

const simple = (style: AnsiStyle, code: number): AnsiStyle => {
  if (code === 0) return plainStyle;
  const attribute = attributes[code];
  if (attribute !== undefined) return { ...style, ...attribute };
  const palette = (first: number, bright: number): AnsiColor => ({ kind: 'palette', index: code - first + bright });
  if (code >= 30 && code <= 37) return { ...style, foreground: palette(30, 0) };
  if (code >= 40 && code <= 47) return { ...style, background: palette(40, 0) };
  if (code >= 90 && code <= 97) return { ...style, foreground: palette(90, 8) };
  if (code >= 100 && code <= 107) return { ...style, background: palette(100, 8) };
  return style;
};

const colon = (style: AnsiStyle, parameter: string): AnsiStyle => {
  const parts = parameter.split(':').map(Number);
  if (parts[0] === 4) return { ...style, underline: parts[1] !== 0 };
  const color = colonColor(parts);
  if (color === null) return style;
  if (parts[0] === 38) return { ...style, foreground: color };
  return parts[0] === 48 ? { ...style, background: color } : style;
};

/** The style after one SGR sequence. What it does not know it leaves as it was; an empty parameter is 0, a reset. */
export const applySgr = (style: AnsiStyle, parameters: string): AnsiStyle => {
  const list = parameters.split(';');
  let next = style;
  for (let at = 0; at < list.length; at += 1) {
    const parameter = list[at] ?? '';
    if (parameter.includes(':')) {
      next = colon(next, parameter);
      continue;
    }
    const code = Number(parameter);
    if (code !== 38 && code !== 48) {
      next = simple(next, code);
      continue;
    }
    const { color, taken } = extendedColor(list.slice(at + 1).map(Number));
    if (color !== null) next = { ...next, [code === 38 ? 'foreground' : 'background']: color };
    at += taken;
  }
  return next;
};
