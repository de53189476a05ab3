import type { TokenNode } from 'react-diff-view';
import { describe, expect, it } from 'vitest';
import type { DiffLine } from '../../../../shared/reviews/fileDiff.ts';
import { codeHighlighter } from './codeHighlighter.ts';
import { codeLanguage } from './codeLanguage.ts';
import { diffChange } from './diffChange.ts';
import { segmentTokens } from './segmentTokens.ts';

const line = (kind: DiffLine['kind'], number: number, text: string, over: Partial<DiffLine> = {}): DiffLine => ({
  kind,
  old: kind === 'added' ? null : number,
  new: kind === 'removed' ? null : number,
  text,
  cut: 0,
  noNewline: false,
  ...over,
});
const textOf = (nodes: readonly TokenNode[] | undefined): string =>
  (nodes ?? []).map((node) => (typeof node.value === 'string' ? node.value : textOf(node.children))).join('');
const namesIn = (nodes: readonly TokenNode[] | undefined): readonly string[] =>
  (nodes ?? []).flatMap((node) => [node.type, ...(node.properties?.className ?? []), ...namesIn(node.children)]);

describe('segmentTokens', () => {
  it('T6 colours far down as at the top, by the numbers of the lines, and changes no character', () => {
    const changes = [
      line('context', 90_001, 'async def tides(session: AsyncSession):'),
      line('removed', 90_002, '    return session.execute(query)  # \u202e<b>'),
      line('added', 90_002, '    return await session.execute(query)  # \u202e<b>'),
    ].map(diffChange);
    const tokens = segmentTokens(changes, 'python', codeHighlighter);
    expect(namesIn(tokens.new[90_000])).toContain('keyword');
    expect(namesIn(tokens.new[90_001])).toContain('edit');
    expect(namesIn(tokens.new[90_001])).toContain('comment');
    expect(textOf(tokens.old[90_001])).toBe('    return session.execute(query)  # \u202e<b>');
    expect(textOf(tokens.new[90_001])).toBe('    return await session.execute(query)  # \u202e<b>');
    expect(tokens.old[0]).toBeUndefined();
  });

  it('T6 keeps a string that goes over lines a string, and stays plain without colours', () => {
    const changes = ['x = """', 'if this were code', '"""'].map((text, at) => diffChange(line('added', at + 1, text)));
    expect(namesIn(segmentTokens(changes, 'python', codeHighlighter).new[1])).not.toContain('keyword');
    expect(segmentTokens(changes, 'python', null).new[1]).toEqual([{ type: 'text', value: 'if this were code' }]);
    expect(textOf(segmentTokens(changes, null, codeHighlighter).new[1])).toBe('if this were code');
  });

  it('T6 says what was cut and that the file ends without a newline', () => {
    const changes = [diffChange(line('added', 1, 'x', { cut: 12_345, noNewline: true }))];
    expect(textOf(segmentTokens(changes, null, codeHighlighter).new[0])).toBe(
      'x… 12,345 more charactersno newline at the end',
    );
  });

  it('T6 leaves what is too large to colour plain', () => {
    const changes = [diffChange(line('added', 1, 'if '.repeat(40_000)))];
    expect(segmentTokens(changes, 'python', codeHighlighter).new[0]).toHaveLength(1);
  });

  it('T6 knows files by their names, also names that are none of a language', () => {
    expect(codeLanguage('app/main.py')).toBe('python');
    expect(codeLanguage('Dockerfile.dev')).toBe('docker');
    expect(codeLanguage('a.constructor')).toBeNull();
    expect(codeLanguage('')).toBeNull();
  });
});
