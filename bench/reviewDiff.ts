import { execFileSync } from 'node:child_process';
import { makeGitBed } from '../electron/backend/git/testing/gitBed.ts';
import { createFileReader } from '../electron/backend/reviews/fileReader.ts';
import { readContents } from '../electron/backend/reviews/readContents.ts';
import type { Area } from './main.ts';
import { measure } from './measure.ts';
import type { Row } from './report.ts';

const LINES = 10_000;
const CHANGED = 5_000;

const text = (word: string): string =>
  `${Array.from({ length: LINES }, (_, at) => (at % 4 === 0 ? `${word} number ${at} of the file` : `line ${at} of the file`)).join('\n')}\n`;

/** What opening a diff of 5,000 changed lines costs behind the page, against `git diff` of the same file, whose answer nobody has read into data. */
export const reviewDiffArea: Area = async ({ quick }) => {
  const bed = makeGitBed();
  try {
    const from = bed.commit('Before', { 'large.txt': text('old') });
    const to = bed.commit('After', { 'large.txt': text('new') });
    const file = (await readContents(bed.work, from, to)).files[0];
    if (file === undefined) throw new Error('nothing differs');
    const plain = { whole: false, ignoreSpace: false };
    const [ours, theirs] = await measure(
      [
        {
          name: 'ours',
          run: async () => {
            const { content } = await createFileReader().diff(bed.work, file, plain);
            const lines = content.kind === 'hunks' ? content.hunks.flatMap((hunk) => hunk.lines) : [];
            const changed = lines.filter(({ kind }) => kind !== 'context').length;
            if (changed !== CHANGED) throw new Error(`${changed} lines were shown as changed`);
          },
        },
        {
          name: 'git diff',
          run: async () => {
            const out = execFileSync('git', ['diff', from, to, '--', 'large.txt'], {
              cwd: bed.work,
              maxBuffer: 1 << 28,
            });
            if (out.length < CHANGED * 10) throw new Error('git said too little');
          },
        },
      ],
      quick ? 2 : 20,
    );
    if (ours === undefined || theirs === undefined) throw new Error('nothing was measured');
    const row: Row = {
      ...{ area: 'review', work: `opening a ${CHANGED}-line diff, as data for the page`, peer: 'git diff, as text' },
      ...{ unit: 'ms', goal: null, ours: ours.median, theirs: theirs.median, oursP90: ours.p90, theirsP90: theirs.p90 },
    };
    return { rows: [row], skipped: [] };
  } finally {
    bed.remove();
  }
};
