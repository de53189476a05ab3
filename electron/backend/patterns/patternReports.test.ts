import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../../shared/ids.ts';
import type { PatternReport } from '../../../shared/patterns/patternReport.ts';
import { patternBed, project } from './testing/patternBed.ts';

const sleeper = (name: string) => `async def ${name}():\n    time.sleep(1)\n    await g()\n`;

type Bed = ReturnType<typeof patternBed>;
let bed: Bed;
let base: Revision;
const last = async <News extends { readonly kind: string }>(stream: AsyncIterable<News>): Promise<readonly News[]> => {
  const all: News[] = [];
  for await (const news of stream) all.push(news);
  return all;
};
const report = async (head: Revision): Promise<PatternReport> => {
  const news = (await last(await bed.client.check({ project, head }))).at(-1);
  if (news?.kind !== 'report') throw new Error('no report');
  return news.report;
};
const branch = (name: string, files: Parameters<Bed['git']['commit']>[1], from = 'main'): Revision => {
  bed.git.git(['checkout', '--quiet', '-B', name, from]);
  const head = bed.git.commit(`Work on ${name}`, files);
  bed.git.git(['checkout', '--quiet', 'main']);
  return head;
};
const said = ({ findings }: PatternReport) =>
  findings.map(({ rule, path, line, state }) => `${path}:${line} ${rule} ${state}`);

beforeAll(() => {
  bed = patternBed();
  base = bed.git.commit('Begin', {
    'app/a.py': `import time\n${sleeper('one')}${sleeper('two')}x = 1\n`,
    'app/moved.py': `import time\n${Array.from({ length: 20 }, (_, at) => `V${at} = ${at}`).join('\n')}\n${sleeper('three')}`,
    'legacy/old.py': 'x = 1\n',
    'pyproject.toml': '[tool.ruff]\nextend-exclude = ["legacy"]\nextend = "../x.toml"\n',
  });
});
afterAll(() => bed.end());

describe('B4 the report of a branch', () => {
  it('B4 holds findings on changed lines only, with rule, reason, good example and code', async () => {
    const head = branch('lines', {
      'app/a.py': `import time\n${sleeper('one')}async def two():\n    time.sleep(2)\n    await g()\nx = 1\n`,
    });
    const found = await report(head);
    expect(said(found)).toEqual(['app/a.py:6 ASYNC251 new']);
    expect(found.findings[0]).toMatchObject({
      code: '    time.sleep(2)',
      reason: expect.stringMatching(/event loop/),
      good: expect.stringContaining('asyncio.sleep'),
    });
    expect(found.notices).toContain('“extend” in pyproject.toml is not followed.');
    const again = () => bed.patterns.checkPatterns({ project, base, head });
    expect(await again()).toBe(await again());
  });

  it('B4 compares with where the branch left base, not with base', async () => {
    const head = branch('older', { 'app/b.py': 'x = 1\n' });
    bed.git.commit('Go on', { 'app/c.py': `import time\n${sleeper('c')}` });
    const found = await report(head);
    expect(found).toMatchObject({ mergeBase: base, files: 1, findings: [] });
  });

  it('B4 follows a moved file, and says nothing of lines it took along', async () => {
    bed.git.git(['checkout', '--quiet', '-B', 'moved', 'main']);
    bed.git.git(['mv', 'app/moved.py', 'app/new name.py']);
    const head = bed.git.commit('Move', {
      'app/new name.py': `import time\n${Array.from({ length: 20 }, (_, at) => `V${at} = ${at}`).join('\n')}\n${sleeper('three')}${sleeper('four')}`,
    });
    bed.git.git(['checkout', '--quiet', 'main']);
    expect(said(await report(head))).toEqual(['app/new name.py:26 ASYNC251 new']);
  });

  it('B4 never passes what it cannot read, and leaves out what the project leaves out', async () => {
    const head = branch('broken', {
      'app/broken.py': 'def f(:\n',
      'app/binary.py': Buffer.from([0x78, 0, 0x0a]),
      'app/huge.py': `x = 1\n${'# padding\n'.repeat(230_000)}`,
      'app/latin.py': Buffer.from('x = "é"\n', 'latin1'),
      'app/deep.py': `x = ${'('.repeat(50_000)}`,
      'legacy/new.py': sleeper('no'),
      'node_modules/a.py': sleeper('no'),
      'app/a\nb"\u202e.py': `import time\n${sleeper('odd')}`,
      'notes.txt': 'time.sleep(1)\n',
    });
    const found = await report(head);
    expect(found.unparsable.map(({ path, why }) => `${path} ${why}`).toSorted()).toEqual([
      'app/binary.py binary',
      'app/broken.py syntax',
      'app/deep.py engine',
      'app/huge.py huge',
      'app/latin.py encoding',
    ]);
    expect(said(found)).toEqual(['app/a\nb"\u202e.py:3 ASYNC251 new']);
    expect(found).toMatchObject({ files: 8, excluded: 2 });
  });

  it('B4 shows suppressions with their reason, and finds one without', async () => {
    const head = branch('quiet', {
      'app/q.py': `import time\nasync def f():\n    time.sleep(1)  # noqa: ASYNC251 -- nothing else runs yet\n    time.sleep(2)  # noqa: ASYNC251\n    await g()\n`,
    });
    const found = await report(head);
    expect(said(found)).toEqual([
      'app/q.py:3 ASYNC251 suppressed',
      'app/q.py:4 ASYNC251 suppressed',
      'app/q.py:4 PIT100 new',
    ]);
    expect(found.suppressions.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'nothing else runs yet'],
      [4, null],
    ]);
  });

  it('B4 does not let a branch silence the rules for itself', async () => {
    const head = branch('silent', {
      'pyproject.toml': '[tool.ruff]\nlint.ignore = ["ALL"]\n',
      'app/s.py': `import time\n${sleeper('s')}`,
    });
    const found = await report(head);
    expect(said(found)).toEqual(['app/s.py:3 ASYNC251 new']);
    expect(found.notices.join()).toContain('The branch changes pyproject.toml');
  });

  it('B4 tells how far it is, and stops when nobody waits', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [`many/f${at}.py`, `import time\n${sleeper(`f${at}`)}x = ${at}\n`]),
    );
    const head = branch('many', files);
    const control = new AbortController();
    await expect(
      (async () => {
        for await (const news of await bed.client.check({ project, head }, { signal: control.signal }))
          if (news.kind === 'progress') control.abort(new Error('enough'));
      })(),
    ).rejects.toThrow();
    const all = await last(await bed.client.check({ project, head }));
    expect(all[0]).toMatchObject({ kind: 'progress', total: 150 });
    expect(
      said(all.at(-1)?.kind === 'report' ? (all.at(-1) as { report: PatternReport }).report : await report(head)),
    ).toHaveLength(150);
  });

  it('B4 refuses what has nothing in common with base', async () => {
    bed.git.git(['checkout', '--quiet', '--orphan', 'alone']);
    const head = bed.git.commit('Alone', { 'z.py': 'x = 1\n' });
    bed.git.git(['checkout', '--quiet', '-f', 'main']);
    await expect(report(head)).rejects.toThrow(/no commit in common/);
  });
});

describe('B4 the baseline of a project', () => {
  it('B4 is recorded by hand with a reason, shrinks for good, and never grows by a change', async () => {
    expect(await bed.client.baseline({ project })).toBeNull();
    await last(await bed.client.recordBaseline({ project, reason: 'The old code is known' }));
    const first = await bed.client.baseline({ project });
    expect(first).toMatchObject({ count: 4, reason: 'The old code is known', recordedBy: 'sample@machine' });
    expect(bed.ledger()[0]).toMatch(/Record a baseline of 4 findings .*: The old code is known/);
    expect(bed.changes).toContain('pattern');
    expect(bed.changes).toContain(`judged by ${project}`);

    // An old finding that a branch only moves is no new one; a copy of it is.
    const moved = branch('moves', {
      'app/a.py': `import time\n\nif True:\n    ${sleeper('one').replaceAll('\n', '\n    ').trimEnd()}\n${sleeper('two')}${sleeper('copy')}x = 1\n`,
    });
    expect(said(await report(moved)).map((each) => each.split(' ').slice(1).join(' '))).toEqual([
      'ASYNC251 baseline',
      'ASYNC251 new',
    ]);

    // Base loses one and gains two: the baseline only loses.
    bed.git.commit('Mend one, add two', {
      'app/a.py': `import time\n${sleeper('one')}x = 1\n`,
      'app/worse.py': `import time\n${sleeper('w')}${sleeper('v')}`,
    });
    await bed.patterns.followBase(project);
    expect(await bed.client.baseline({ project })).toMatchObject({ count: 3, trend: [{ count: 4 }, { count: 3 }] });
    // What was mended comes back: it is new.
    bed.git.commit('Bring it back', { 'app/a.py': `import time\n${sleeper('one')}${sleeper('two')}x = 1\n` });
    const later = branch('later', {
      'app/a.py': `import time\n${sleeper('one')}async def two():\n    time.sleep(1)   # again\n    await g()\nx = 1\n`,
    });
    expect((await report(later)).findings.map(({ state }) => state)).toEqual(['new']);
    expect(await bed.client.baseline({ project })).toMatchObject({ count: 3, trend: [{ count: 4 }, { count: 3 }] });
  });

  it('B4 loses nothing when base is set back for a while', async () => {
    bed.git.git(['branch', '--quiet', 'ahead']);
    bed.git.git(['reset', '--quiet', '--hard', base]);
    await last(await bed.client.shrinkBaseline({ project }));
    expect(await bed.client.baseline({ project })).toMatchObject({ count: 3 });
    bed.git.git(['reset', '--quiet', '--hard', 'ahead']);
  });

  it('B4 cannot be made to grow in the database either', () => {
    expect(() =>
      bed.db
        .prepare(
          'INSERT INTO pattern_baseline_point (project_id, recording, at, revision, count) SELECT project_id, recording, 1, revision, 99 FROM pattern_baseline',
        )
        .run(),
    ).toThrow(/may only shrink/);
  });

  it('B4 keeps which rules are off, and says so', async () => {
    const head = branch('off', { 'app/off.py': `import time\n${sleeper('off')}` });
    const settings = { off: (await bed.client.rules()).filter(({ id }) => id === 'ASYNC251').map(({ id }) => id) };
    await bed.client.saveSettings({ project, seen: 0, settings });
    const found = await report(head);
    expect(found.findings).toEqual([]);
    expect(found.notices).toContain('Switched off in this project: ASYNC251.');
    await expect(bed.client.saveSettings({ project, seen: 0, settings: { off: [] } })).rejects.toThrow(
      /another window/,
    );
    expect(bed.ledger()[0]).toBe('Switch pattern rules: ASYNC251 off');
  });

  it('B4 lists the branches that may be checked', async () => {
    const listed = await bed.client.branches({ project });
    expect(listed?.base).toBe('main');
    expect(listed?.branches.map(({ name }) => name)).toContain('later');
  });
});
