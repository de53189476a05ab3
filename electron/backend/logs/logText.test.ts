import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_SHOWN_MAX, logText } from './logText.ts';

const show = (text: string) => logText(Buffer.from(text));

describe('a log line as it is shown', () => {
  it('keeps colours and shows every other escape instead of obeying it', () => {
    expect(show('\x1b[1;31mred\x1b[0m')).toBe('\x1b[1;31mred\x1b[0m');
    expect(show('\x1b[2J\x1b]0;title\x07\x1b[31m')).toBe('␛[2J␛]0;title␇\x1b[31m');
    expect(show('\x1b')).toBe('␛');
    expect(show('\x9b31m')).toBe('\\u009b31m');
    expect(show('a\rb')).toBe('a␍b');
    expect(show('crlf\r')).toBe('crlf');
    expect(show('a\tb\0')).toBe('a\tb␀');
  });

  it('shows marks that would turn the text around', () => {
    expect(show('safe\u202egnp.exe')).toBe('safe\\u202egnp.exe');
    expect(show('\ufeffx\u2028y')).toBe('\\ufeffx\\u2028y');
  });

  it('replaces what is not UTF-8 and cuts between characters', () => {
    expect(logText(Buffer.from([0x61, 0xff, 0x62]))).toBe('a\ufffdb');
    const long = Buffer.from('é'.repeat(LINE_SHOWN_MAX));
    expect(logText(Buffer.concat([Buffer.from('x'), long]))).toBe(`x${'é'.repeat((LINE_SHOWN_MAX - 2) / 2)}`);
  });

  it('lets no control but tab and colours through, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const rest = logText(Buffer.from(bytes)).replaceAll(/\x1b\[[0-9;:]*m/g, '');
        expect(rest).not.toMatch(/[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 5_000 },
    );
  });
});
