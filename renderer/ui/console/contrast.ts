/** A colour as 0xRRGGBB. */
export type Rgb = number;

const channels = (color: Rgb): readonly [number, number, number] => [color >> 16, (color >> 8) & 255, color & 255];

const linear = (channel: number): number => {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance, 0 to 1 (WCAG 2.2). */
const luminance = (color: Rgb): number => {
  const [red, green, blue] = channels(color);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export const contrast = (one: Rgb, other: Rgb): number => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};

const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const [a, b] = [channels(from), channels(to)];
  return a.reduce((sum, part, at) => sum * 256 + Math.round(part + ((b[at] ?? 0) - part) * share), 0);
};

/** Small text needs 4.5 : 1 (WCAG 2.2, 1.4.3); a little more, as rounding to 8 bits may cost some. */
export const READABLE = 4.55;

/** The colour nearest to the wanted one, on its way to white or black, that can be read on the ground. */
export const readableOn = (wanted: Rgb, ground: Rgb): Rgb => {
  if (contrast(wanted, ground) >= READABLE) return wanted;
  const end = contrast(0xffffff, ground) >= contrast(0, ground) ? 0xffffff : 0;
  let [near, far] = [0, 1];
  for (let round = 0; round < 12; round += 1) {
    const middle = (near + far) / 2;
    if (contrast(mix(wanted, end, middle), ground) >= READABLE) far = middle;
    else near = middle;
  }
  return mix(wanted, end, far);
};

/** As CSS writes it. */
export const cssColor = (color: Rgb): string => `#${color.toString(16).padStart(6, '0')}`;
