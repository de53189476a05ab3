import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Revision } from '../../../shared/ids.ts';
import { listBlobChanges } from './listBlobChanges.ts';
import { type GitBed, makeGitBed } from './testing/gitBed.ts';
import { touchedPaths } from './touchedPaths.ts';

let bed: GitBed;
beforeEach(() => {
  bed = makeGitBed();
});
afterEach(() => bed.remove());

describe('touchedPaths', () => {
  it('T1 says of many commits by few commands what asking about each would say', async () => {
    const long = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n');
    const first = bed.commit('Begin', { 'a.txt': 'a\n', 'moved.txt': long });
    bed.commit('A name over two lines', { 'new\nline.txt': 'x\n', ':100644 looks like a head': 'y\n' });
    bed.commit('Move', { 'moved.txt': null, 'deep/er/ä.txt': `${long}\nmore` });
    bed.commit('Delete', { 'a.txt': null });
    bed.commit('Nothing', {});
    for (let at = 0; at < 60; at += 1) bed.commit(`Work ${at}`, { [`${at % 7}.txt`]: `${at}\n` });
    const commits = bed
      .git(['rev-list', 'HEAD'])
      .trim()
      .split('\n')
      .map((name) => Revision.parse(name));
    expect(commits.length).toBe(65);
    const found = await touchedPaths(bed.work, commits);
    expect(found.get(first)).toEqual(['a.txt', 'moved.txt']);
    for (const commit of commits.slice(0, -1)) {
      const parent = Revision.parse(bed.git(['rev-parse', `${commit}^`]).trim());
      const alone = (await listBlobChanges(bed.work, parent, commit)).map(({ path }) => path);
      expect(found.get(commit) ?? []).toEqual(alone);
    }
  });
});
