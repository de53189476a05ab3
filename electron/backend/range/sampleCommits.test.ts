import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleCommit } from './sampleCommits.ts';
import { readSample } from './sampleOrigin.ts';
import { resourcesDir } from './testing/rangeBed.ts';

const pristine = readSample(join(resourcesDir, 'range', 'sample'));

describe('sampleCommit', () => {
  it('changes something every time, with a version that grows and a subject that the last rounds did not have', () => {
    let files = pristine;
    const versions = new Set<string>();
    const subjects: string[] = [];
    for (let number = 0; number < 60; number += 1) {
      const commit = sampleCommit(number, files, pristine);
      const changed = Object.entries(commit.files).filter(([path, text]) => files[path] !== text);
      expect(changed.length, commit.subject).toBeGreaterThanOrEqual(2);
      files = { ...files, ...commit.files };
      versions.add(JSON.parse(files['app.json'] ?? '').version);
      subjects.push(commit.subject);
    }
    expect(versions.size).toBe(60);
    expect(new Set(subjects.slice(0, 12)).size).toBe(12);
    expect(files['pages/index.html']).toContain('Pier 2: tide rising');
    expect(files['CHANGELOG.md']?.match(/^## /gm)).toHaveLength(60);
  });

  it('mends an app.json that somebody broke or removed', () => {
    for (const broken of ['{', '[]', '{"version": 3}'])
      expect(JSON.parse(sampleCommit(0, { 'app.json': broken }, pristine).files['app.json'] ?? '')).toMatchObject({
        name: 'lantern',
        version: '1.1.0',
      });
    expect(JSON.parse(sampleCommit(0, {}, {}).files['app.json'] ?? '')).toEqual({ version: '1.1.0' });
  });
});
