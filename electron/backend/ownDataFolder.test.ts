import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownDataFolder } from './ownDataFolder.ts';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(folder, { recursive: true, force: true });
});

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/** Another process that asks for the folder, says what it got and stays. */
const ask = async (): Promise<{ readonly child: ChildProcess; readonly got: string }> => {
  const source = `
    import { ownDataFolder } from ${JSON.stringify(new URL('./ownDataFolder.ts', import.meta.url).href)};
    console.log(ownDataFolder(${JSON.stringify(folder)}).kind);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const [got] = await once(lines, 'line');
  return { child, got: String(got) };
};

describe('a data folder', () => {
  it('belongs to one process at a time', async () => {
    const first = await ask();
    expect(first.got).toBe('ours');
    expect((await ask()).got).toBe('taken');
    expect(ownDataFolder(folder).kind).toBe('taken');
  });

  it('is free the moment its owner is killed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = await ask();
      expect(owner.got).toBe('ours');
      await kill(owner.child);
    }
    expect(ownDataFolder(folder).kind).toBe('ours');
  });

  it('has one winner of eight that ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, ask));
    expect(all.map(({ got }) => got).sort()).toEqual(['ours', ...Array.from({ length: 7 }, () => 'taken')]);
  });

  it('is given back on request', () => {
    const first = ownDataFolder(folder);
    if (first.kind !== 'ours') throw new Error(`expected to own it, got ${first.kind}`);
    expect(ownDataFolder(folder).kind).toBe('taken');
    first.release();
    const second = ownDataFolder(folder);
    expect(second.kind).toBe('ours');
    if (second.kind === 'ours') second.release();
  });

  it('is private, and so is its lock', () => {
    const own = ownDataFolder(join(folder, 'data'));
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'data', 'instance.lock')).mode & 0o777).toBe(0o600);
    if (own.kind === 'ours') own.release();
  });

  it('is refused in one sentence when it is no folder or its lock is no lock', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(ownDataFolder(join(folder, 'file'))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('--data'),
    });
    writeFileSync(
      join(folder, 'instance.lock'),
      'this is something else, and long enough to be no database'.repeat(20),
    );
    expect(ownDataFolder(folder)).toMatchObject({ kind: 'refused', message: expect.stringContaining('instance.lock') });
  });
});
