import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansiSpans, SPANS_MAX } from './ansiSpans.ts';
import { plainStyle } from './ansiStyle.ts';
import { indexedColor } from './applySgr.ts';

const ESC = '\u001b';
const joined = (line: string) =>
  ansiSpans(line)
    .map(({ text }) => text)
    .join('');
const styleOf = (line: string) => ansiSpans(line).at(-1)?.style;
const hostile = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('0', '1', '38', '48', '2', '5', '255', '256', '-1', ';', ':', ''), { maxLength: 12 })
        .map((parts) => `${ESC}[${parts.join('')}m`),
      fc.constantFrom(
        `${ESC}[`,
        `${ESC}[31`,
        `${ESC}]0;title\u0007`,
        `${ESC}[2J`,
        `${ESC}[?25l`,
        `${ESC}c`,
        '\u009b31m',
      ),
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''));

describe('ansiSpans', () => {
  it('keeps every character but the colour sequences, whatever the line holds', () => {
    fc.assert(
      fc.property(hostile, (line) => {
        expect(joined(line)).toBe(line.replace(/\u001b\[[0-9;:]*m/g, ''));
      }),
    );
  });

  it('makes few spans of a line made of nothing but colours', () => {
    fc.assert(
      fc.property(hostile, (line) => {
        const spans = ansiSpans(line);
        expect(spans.length).toBeLessThanOrEqual(SPANS_MAX);
        expect(spans.every(({ text }) => text !== '')).toBe(true);
      }),
    );
    const line = Array.from({ length: 4_000 }, (_, at) => `${ESC}[3${String(at % 8)}m#`).join('');
    expect(ansiSpans(line)).toHaveLength(SPANS_MAX);
    expect(joined(line)).toBe('#'.repeat(4_000));
  });

  it('names only colours that there are', () => {
    fc.assert(
      fc.property(hostile, (line) => {
        for (const { style } of ansiSpans(line))
          for (const color of [style.foreground, style.background]) {
            if (color?.kind === 'palette') expect(color.index).toSatisfy((at: number) => at >= 0 && at < 16);
            if (color?.kind === 'rgb') expect(color.value).toSatisfy((at: number) => at >= 0 && at <= 0xffffff);
          }
      }),
    );
  });

  it('reads 16, 256 and true colours in both notations', () => {
    expect(styleOf(`${ESC}[31mx`)?.foreground).toEqual({ kind: 'palette', index: 1 });
    expect(styleOf(`${ESC}[97;104mx`)).toMatchObject({
      foreground: { kind: 'palette', index: 15 },
      background: { kind: 'palette', index: 12 },
    });
    expect(styleOf(`${ESC}[38;5;9mx`)?.foreground).toEqual({ kind: 'palette', index: 9 });
    expect(styleOf(`${ESC}[38;5;196mx`)?.foreground).toEqual({ kind: 'rgb', value: 0xff0000 });
    expect(styleOf(`${ESC}[38;5;244mx`)?.foreground).toEqual({ kind: 'rgb', value: 0x808080 });
    expect(styleOf(`${ESC}[48;2;1;2;3;1mx`)).toMatchObject({
      background: { kind: 'rgb', value: 0x010203 },
      bold: true,
    });
    expect(styleOf(`${ESC}[38:2::10:20:30mx`)?.foreground).toEqual({ kind: 'rgb', value: 0x0a141e });
    expect(styleOf(`${ESC}[38:2:10:20:30mx`)?.foreground).toEqual({ kind: 'rgb', value: 0x0a141e });
    expect(styleOf(`${ESC}[38:5:21mx`)?.foreground).toEqual({ kind: 'rgb', value: 0x0000ff });
  });

  it('goes back to plain by 0, by nothing and by each attribute’s own end', () => {
    expect(styleOf(`${ESC}[1;3;4;9;31;42m.${ESC}[0mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[1;31m.${ESC}[mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[1;2;3;4;7;9;31;41m.${ESC}[22;23;24;27;29;39;49mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[4:3m.${ESC}[4:0mx`)).toEqual(plainStyle);
  });

  it('ignores a colour that is none', () => {
    expect(styleOf(`${ESC}[38;5;256mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[38;2;1;2mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[38;2;256;0;0mx`)).toEqual(plainStyle);
    expect(styleOf(`${ESC}[5;8mx`)).toEqual(plainStyle);
    expect(indexedColor(1.5)).toBeNull();
  });
});
