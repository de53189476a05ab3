import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDiff } from '../../../shared/reviews/readDiff.ts';
import { type ReviewBed, reviewBed } from './testing/reviewBed.ts';

let bed: ReviewBed;
beforeEach(async () => {
  bed = await reviewBed();
  await bed.simpleGate();
});
afterEach(() => bed.close());

const diff = async (path: string, whole = false) => {
  const [change] = await bed.list();
  if (change === undefined) throw new Error('no change');
  return bed.client.fileDiff({ change: change.id, from: 0, to: change.current.number, path, whole });
};
const lines = (count: number, of: (line: number) => string = (line) => `line ${line}`): string =>
  `${Array.from({ length: count }, (_, index) => of(index + 1)).join('\n')}\n`;

describe('diffs', () => {
  it('T6 shows 5,000 changed lines just as git does', async () => {
    const file = (odd: string) => lines(10_000, (line) => (line % 4 === 0 ? `${odd} ${line}` : `line ${line}`));
    bed.commit('Large', { 'large.txt': file('old') });
    bed.push('main');
    await bed.branch('fix/a', { 'large.txt': file('new') });
    const { content, oldLines, newLines } = await diff('large.txt');
    if (content.kind !== 'hunks') throw new Error(content.kind);
    const shown = content.hunks.flatMap((hunk) => hunk.lines);
    expect(shown.filter(({ kind }) => kind === 'added')).toHaveLength(2500);
    expect(shown.filter(({ kind }) => kind === 'removed')).toHaveLength(2500);
    expect({ oldLines, newLines }).toEqual({ oldLines: 10_000, newLines: 10_000 });
    expect(content.hunks).toEqual(readDiff(bed.git(['diff', 'main', 'fix/a', '--', 'large.txt'])));
  });

  it('T6 asks before it shows more than 20,000 lines, and shows them when asked', async () => {
    await bed.branch('fix/a', { 'many.txt': lines(20_001) });
    expect((await diff('many.txt')).content).toMatchObject({ kind: 'ask', lines: 20_001 });
    const { content } = await diff('many.txt', true);
    expect(content.kind === 'hunks' && content.hunks[0]?.lines).toHaveLength(20_001);
  });

  it('T6 keeps a file of 200 MB out, says its size, and stays small itself', async () => {
    bed.git(['checkout', '--quiet', '-B', 'fix/huge', 'main']);
    const piece = Buffer.from(lines(20_000, (line) => `some words of line ${line}`));
    writeFileSync(
      join(bed.work, 'huge.sql'),
      Buffer.concat(Array.from({ length: Math.ceil((200 * 1024 * 1024) / piece.length) }, () => piece)),
    );
    bed.commit('Huge', {});
    bed.push('fix/huge');
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    await bed.fetch();
    const [change] = await bed.list();
    expect(change?.current).toMatchObject({ files: 1, added: 0 });
    expect((await diff('huge.sql')).content).toMatchObject({ kind: 'too-large', bytes: expect.any(Number) });
    expect((await diff('huge.sql', true)).content.kind).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
    const { id } = await bed.changeOf('fix/huge');
    await expect(
      bed.client.fileLines({ range: { change: id, from: 0, to: 1 }, path: 'huge.sql', side: 'new', from: 1, count: 5 }),
    ).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('T6 tells binary, rename, mode, link, submodule, an empty file and a missing line end apart', async () => {
    bed.commit('Before', {
      'pic.png': Buffer.from([137, 0, 1]),
      'run.sh': 'echo\n',
      'move.txt': lines(20),
      'end.txt': 'a\nb',
      'type.txt': 'x\n',
    });
    bed.push('main');
    bed.git(['checkout', '--quiet', '-B', 'fix/a', 'main']);
    bed.git(['mv', 'move.txt', 'moved.txt']);
    bed.git(['rm', '--quiet', 'type.txt']);
    bed.git(['update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`]);
    bed.git(['update-index', '--chmod=+x', 'run.sh']);
    bed.git(['commit', '--quiet', '-m', 'Kinds']);
    bed.git(['symbolic-ref', 'HEAD']);
    writeFileSync(join(bed.work, 'empty.txt'), '');
    bed.git(['add', 'empty.txt']);
    writeFileSync(join(bed.work, 'pic.png'), Buffer.from([137, 0, 2, 3]));
    writeFileSync(join(bed.work, 'end.txt'), 'a\nc');
    bed.git(['add', 'pic.png', 'end.txt']);
    const link = bed.git(['hash-object', '-w', 'run.sh']).trim();
    bed.git(['update-index', '--add', '--cacheinfo', `120000,${link},type.txt`]);
    bed.git(['commit', '--quiet', '-m', 'More kinds']);
    bed.push('fix/a');
    await bed.fetch();
    const { id } = await bed.changeOf('fix/a');
    const { files } = await bed.client.files({ change: id, from: 0, to: 1 });
    expect(Object.fromEntries(files.map((file) => [file.path, [file.status, file.kind, file.oldPath]]))).toEqual({
      'empty.txt': ['added', 'text', null],
      'end.txt': ['modified', 'text', null],
      module: ['added', 'submodule', null],
      'moved.txt': ['renamed', 'text', 'move.txt'],
      'pic.png': ['modified', 'binary', null],
      'run.sh': ['modified', 'text', null],
      'type.txt': ['type-changed', 'symlink', null],
    });
    expect((await diff('pic.png')).content).toEqual({ kind: 'binary', oldBytes: 3, newBytes: 4 });
    expect((await diff('module')).content).toEqual({ kind: 'submodule', old: null, new: '1'.repeat(40) });
    expect((await diff('run.sh')).content).toEqual({ kind: 'same' });
    expect((await diff('run.sh')).file).toMatchObject({ oldMode: '100644', newMode: '100755' });
    expect((await diff('moved.txt')).content).toEqual({ kind: 'same' });
    expect((await diff('empty.txt')).content).toEqual({ kind: 'hunks', hunks: [] });
    const end = (await diff('end.txt')).content;
    expect(end.kind === 'hunks' && end.hunks[0]?.lines.map(({ text, noNewline }) => [text, noNewline])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
    ]);
  });

  it('T6 gives the lines between hunks, of both sides, and what is not there is GONE', async () => {
    await bed.branch('fix/a', { 'app/main.py': 'one\nTWO\nthree\n' });
    const { id } = await bed.changeOf('fix/a');
    const range = { change: id, from: 0, to: 1 };
    const ask = (side: 'old' | 'new', from: number) =>
      bed.client.fileLines({ range, path: 'app/main.py', side, from, count: 2 });
    expect(await ask('new', 2)).toEqual({ lines: ['TWO', 'three'], total: 3 });
    expect(await ask('old', 7)).toEqual({ lines: ['seven', 'eight'], total: 8 });
    await expect(diff('nothing.py')).rejects.toMatchObject({ code: 'GONE' });
    await expect(bed.client.files({ change: id, from: 0, to: 9 })).rejects.toMatchObject({ code: 'REFUSED' });
  });

  it('T5 searches a text that is too large for a patch, and does not pass one that is too large at all', async () => {
    const secret = `token = "k7Qx9ZtB3mWv5RnY8sLp2HdGf4JcTa6E"`;
    await bed.branch('fix/a', { 'dump.sql': `${lines(60_000, (line) => `insert some values of ${line}`)}${secret}\n` });
    const { version, requirements } = await bed.client.settings({ project: (await bed.changeOf('fix/a')).projectId });
    const { id, projectId } = await bed.changeOf('fix/a');
    const secrets = { kind: 'machine', check: 'secrets' } as const;
    await bed.client.saveSettings({
      project: projectId,
      seen: version,
      template: { items: [] },
      requirements: [
        {
          id: 'secrets',
          title: 'No secret',
          applicableIf: { kind: 'always' },
          satisfiedIf: secrets,
          overrideIf: { kind: 'never' },
        },
        ...requirements,
      ],
    });
    const judged = async () => (await bed.whole(id)).gate.requirements.find((each) => each.id === 'secrets');
    expect(await judged()).toMatchObject({
      state: 'unsatisfied',
      reasons: [expect.stringContaining('looks like a secret')],
    });
    bed.commit('Huge', { 'dump.sql': lines(900_000, (line) => `insert some values of ${line}`) });
    bed.push('fix/a');
    await bed.fetch();
    expect(await judged()).toMatchObject({ state: 'error', reasons: [expect.stringContaining('dump.sql')] });
  });
});
