import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsiColor, type AnsiStyle, plainStyle } from './ansiStyle.ts';
import { contrast, cssColor, readableOn } from './contrast.ts';
import { consoleColors, type Scheme, shownColors } from './shownColors.ts';

const color: fc.Arbitrary<AnsiColor | null> = fc.oneof(
  fc.constant(null),
  fc.nat(15).map((index) => ({ kind: 'palette' as const, index })),
  fc.nat(0xffffff).map((value) => ({ kind: 'rgb' as const, value })),
);
const style: fc.Arbitrary<AnsiStyle> = fc
  .record({ foreground: color, background: color, dim: fc.boolean(), inverse: fc.boolean() })
  .map((part) => ({ ...plainStyle, ...part }));
const scheme = fc.constantFrom<Scheme>('dark', 'light');
const parse = (css: string | undefined, otherwise: number) =>
  css === undefined ? otherwise : Number.parseInt(css.slice(1), 16);

describe('shownColors', () => {
  it('can be read (4.5 : 1) whatever colours a program asks for, in both themes', () => {
    fc.assert(
      fc.property(style, scheme, (wanted, theme) => {
        const shown = shownColors(wanted, theme);
        const { ground, text } = consoleColors[theme];
        expect(contrast(parse(shown.color, text), parse(shown.background, ground))).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows each of the sixteen as it stands in the palette, apart from one another', () => {
    for (const theme of ['dark', 'light'] as const) {
      const shown = Array.from({ length: 16 }, (_, index) => {
        const { color: css } = shownColors({ ...plainStyle, foreground: { kind: 'palette', index } }, theme);
        expect(css).toBe(cssColor(readableOn(parse(css, 0), consoleColors[theme].ground)));
        return css;
      });
      expect(new Set(shown).size).toBe(16);
    }
  });

  it('leaves plain text to the theme', () => {
    expect(shownColors({ ...plainStyle, bold: true }, 'dark')).toEqual({ color: undefined, background: undefined });
  });

  it('knows the ground and the text that the theme has', () => {
    const tokens = readFileSync(new URL('../../theme/tokens.css', import.meta.url), 'utf8');
    for (const theme of ['dark', 'light'] as const) {
      const block = tokens.slice(tokens.indexOf(`[data-mantine-color-scheme="${theme}"]`));
      const token = (name: string) => new RegExp(`--pw-${name}: (#[0-9a-f]{6})`).exec(block)?.[1];
      const { ground, text, faint } = consoleColors[theme];
      expect([token('body'), token('text'), token('faint')]).toEqual([ground, text, faint].map(cssColor));
    }
  });
});
