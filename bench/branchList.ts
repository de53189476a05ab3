import { execFileSync } from 'node:child_process';
import { branchBed } from '../electron/backend/branches/testing/branchBed.ts';
import type { Area } from './main.ts';
import { measure } from './measure.ts';
import type { Row } from './report.ts';

const BRANCHES = 500;
const BASE_COMMITS = 400;
const OWN_COMMITS = 3;
const WORK = `the list of ${BRANCHES} branches`;

/** A history for `git fast-import`: a base, and branches of three commits each that leave it at every place. */
const history = (): string => {
  const lines: string[] = [];
  let mark = 0;
  const commit = (ref: string, from: string, path: string, at: number): number => {
    mark += 1;
    const text = `${path} ${mark}\n`;
    lines.push(
      ...[`commit ${ref}`, `mark :${mark}`, `committer Sample Writer <writer@example.com> ${1_700_000_000 + at} +0000`],
      ...['data 4', 'Work', `from ${from}`, `M 100644 inline ${path}`, `data ${text.length}`, text],
    );
    return mark;
  };
  const base: number[] = [];
  for (let at = 0; at < BASE_COMMITS; at += 1)
    base.push(commit('refs/heads/main', at === 0 ? 'refs/heads/main^0' : `:${base[at - 1]}`, `src/${at % 40}.py`, at));
  for (let branch = 0; branch < BRANCHES; branch += 1) {
    let from = base[(branch * 7) % BASE_COMMITS] ?? 1;
    const ref = `refs/heads/feature/SA-${branch}-work`;
    for (let own = 0; own < OWN_COMMITS; own += 1) from = commit(ref, `:${from}`, `own/${branch}.py`, 1_000 + branch);
  }
  return lines.join('\n');
};

/** What looking at all branches costs after one of them moved, so that nothing is remembered: names, authors, distances from the base, items and flags.
 * The merges are tried in the background and are not in it. */
export const branchListArea: Area = async ({ quick }) => {
  const bed = await branchBed();
  try {
    const { work } = bed.repo;
    execFileSync('git', ['fast-import', '--quiet', '--force'], { cwd: work, input: history() });
    bed.repo.git(['push', '--quiet', '--force', 'origin', 'main']);
    await bed.use({ source: { kind: 'folder', path: work } });
    const first = await bed.list();
    if (first.branches.length !== BRANCHES) throw new Error(`${first.branches.length} branches were listed`);
    const tip = (at: number) => bed.repo.git(['rev-parse', `feature/SA-1-work~${at}`]).trim();
    const tips = [tip(0), tip(1)];
    let round = 0;
    const moveOne = async (): Promise<void> => {
      round += 1;
      bed.repo.git(['update-ref', 'refs/heads/feature/SA-1-work', tips[round % 2] ?? '']);
    };
    const fields = '%(refname)%00%(objectname)%00%(authorname)%00%(authoremail)%00%(committerdate:unix)%00%(subject)';
    const refs = () =>
      bed.repo
        .git(['for-each-ref', `--format=${fields}`, 'refs/heads'])
        .split('\n')
        .filter((line) => line !== '');
    const [ours, alone, counted] = await measure(
      [
        {
          name: 'ours',
          before: moveOne,
          run: async () => {
            const { branches } = await bed.client.branches.branches({ project: bed.project });
            const moved = branches.find(({ name }) => name === 'feature/SA-1-work');
            if (branches.length !== BRANCHES || moved?.ahead !== OWN_COMMITS - (round % 2))
              throw new Error('the list is not right');
          },
        },
        {
          name: 'git for-each-ref',
          run: async () => {
            if (refs().length !== BRANCHES + 1) throw new Error('git listed something else');
          },
        },
        {
          name: 'git rev-list for each',
          run: async () => {
            for (const line of refs())
              bed.repo.git(['rev-list', '--left-right', '--count', `main...${line.split('\0')[1]}`]);
          },
        },
      ],
      quick ? 2 : 10,
    );
    if (ours === undefined || alone === undefined || counted === undefined) throw new Error('nothing was measured');
    const row = (theirs: typeof alone, peer: string): Row => ({
      ...{ area: 'review', work: WORK, peer, unit: 'ms', goal: null },
      ...{ ours: ours.median, theirs: theirs.median, oursP90: ours.p90, theirsP90: theirs.p90 },
    });
    return {
      rows: [
        row(alone, 'git for-each-ref, without distances from the base'),
        row(counted, 'git for-each-ref and a git rev-list --count for each branch'),
      ],
      skipped: [],
    };
  } finally {
    await bed.remove();
  }
};
