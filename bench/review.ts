import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPatternEngine } from '../electron/backend/patterns/patternEngine.ts';
import { loadRuff } from '../electron/backend/patterns/ruffWorkspace.ts';
import { patternCorpus } from '../shared/patterns/testing/patternCorpus.ts';
import type { Area } from './main.ts';
import { measure } from './measure.ts';
import type { Row, Skipped } from './report.ts';

const FILES = 1_000;
const WORK = `pattern rules over ${FILES} Python files`;

/** Modules of about 150 lines, each of them another mixture. */
const modules = (): readonly string[] =>
  Array.from({ length: FILES }, (_, at) =>
    Array.from({ length: 16 }, (_, part) => {
      const { code } = patternCorpus[(at * 7 + part) % patternCorpus.length] ?? { code: '' };
      return /^# ruff/.test(code) ? '' : `${code.replaceAll(/\bdef f\b/g, `def f_${at}_${part}`)}\n\n`;
    }).join(''),
  );

/** The native program, when this machine has one; its version says what the figure is of. */
const nativeRuff = (): string | null => {
  const { status, stdout } = spawnSync('ruff', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
};

/** What checking the changed lines of a large branch costs. */
export const reviewArea: Area = async ({ quick }) => {
  const texts = modules();
  const files = texts.map((text, at) => ({ path: `m${at}.py`, bytes: new TextEncoder().encode(text), target: null }));
  const engine = createPatternEngine();
  const ruff = loadRuff();
  const ruffAlone = ruff.checkFor(null);
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-rules-'));
  const native = nativeRuff();
  try {
    mkdirSync(join(folder, 'src'));
    for (const [at, text] of texts.entries()) writeFileSync(join(folder, 'src', `m${at}.py`), text);
    const all = async () => {
      const results = await Promise.all(files.map((file) => engine.check(file)));
      const lost = results.find(({ unchecked }) => unchecked !== null)?.unchecked;
      if (lost) throw new Error(`${lost.path} was not checked: ${lost.message}`);
      if (results.reduce((sum, { findings }) => sum + findings.length, 0) < FILES)
        throw new Error('too little was found');
    };
    const nativeRun = async () => {
      const args = [
        'check',
        '--isolated',
        '--no-cache',
        '--preview',
        '--select',
        'ASYNC,FAST,RUF006,RUF029',
        '--exit-zero',
        '-q',
      ];
      execFileSync('ruff', [...args, '--output-format', 'json', join(folder, 'src')], { maxBuffer: 512 * 1024 * 1024 });
    };
    const timings = await measure(
      [
        { name: 'both engines', run: all },
        { name: 'Ruff alone', run: async () => void texts.map((text) => ruffAlone(text)) },
        ...(native === null ? [] : [{ name: 'native', run: nativeRun }]),
      ],
      quick ? 1 : 5,
    );
    const [ours, ...peers] = timings;
    if (ours === undefined) throw new Error('nothing was measured');
    const names = [
      `Ruff ${ruff.version} in WebAssembly alone, on the main thread`,
      `${native ?? ''} (native, all cores)`,
    ];
    const rows = peers.map(
      (theirs, at): Row => ({
        ...{ area: 'review', work: WORK, peer: names[at] ?? theirs.name, unit: 'ms', goal: null },
        ...{ ours: ours.median, theirs: theirs.median, oursP90: ours.p90, theirsP90: theirs.p90 },
      }),
    );
    const skipped: readonly Skipped[] =
      native === null
        ? [{ area: 'review', work: WORK, peer: 'native ruff', why: 'there is no program ruff on this machine' }]
        : [];
    return { rows, skipped };
  } finally {
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
};
