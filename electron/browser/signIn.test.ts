import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionStore } from './sessionStore.ts';
import { createSignInCodes } from './signInCodes.ts';

const DAY = 24 * 3600_000;

describe('one-time codes', () => {
  it('are long, differ, and work once', () => {
    const codes = createSignInCodes(() => 0);
    const all = Array.from({ length: 10 }, codes.issue);
    expect(new Set(all).size).toBe(10);
    for (const code of all) expect(Buffer.from(code, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(all.map(codes.use)).toEqual(all.map(() => 'right'));
    expect(all.map(codes.use)).toEqual(all.map(() => 'wrong'));
  });

  it('are worth nothing after a day, and the oldest nothing when there are many', () => {
    let now = 0;
    const codes = createSignInCodes(() => now);
    const old = codes.issue();
    now = DAY;
    expect(codes.use(old)).toBe('wrong');
    const first = codes.issue();
    for (let n = 0; n < 16; n += 1) codes.issue();
    expect(codes.use(first)).toBe('wrong');
  });

  it('cannot be guessed at without end, and the guesser’s victim is let in again', () => {
    let now = 0;
    const codes = createSignInCodes(() => now);
    const good = codes.issue();
    for (let n = 0; n < 20; n += 1) expect(codes.use(`wrong-${n}`)).toBe('wrong');
    expect(codes.use(good)).toBe('wait');
    now = 61_000;
    expect(codes.use(good)).toBe('right');
  });
});

describe('sessions', () => {
  let folder: string;
  let path: string;
  let now = 1_000_000;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pitwall-sessions-'));
    path = join(folder, 'sessions.json');
    now = 1_000_000;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const store = () => createSessionStore(path, () => now);

  it('survive a restart, for thirty days after they were used last', () => {
    const token = store().open();
    expect(store().check(token)).toBe(token.split('.')[0]);
    now += 20 * DAY;
    expect(store().check(token)).not.toBeNull();
    now += 20 * DAY;
    expect(store().check(token)).not.toBeNull();
    now += 31 * DAY;
    expect(store().check(token)).toBeNull();
  });

  it('are not opened by anything but the whole token', () => {
    const sessions = store();
    const token = sessions.open();
    const other = sessions.open();
    const [id = '', secret = ''] = token.split('.');
    for (const wrong of [
      '',
      '.',
      id,
      `${id}.`,
      `.${secret}`,
      `${id}.${other.split('.')[1]}`,
      `${token}.`,
      `${token}x`,
      '__proto__.x',
    ])
      expect(sessions.check(wrong), wrong).toBeNull();
    // What lies on disk opens nothing either.
    const [{ hash = '' } = {}] = JSON.parse(readFileSync(path, 'utf8')) as { hash?: string }[];
    expect(sessions.check(`${id}.${hash}`)).toBeNull();
  });

  it('prove that they are known without telling what they are', () => {
    const sessions = store();
    const token = sessions.open();
    const [id = '', secret = ''] = token.split('.');
    const proof = sessions.prove(id, 'http://127.0.0.1:1\nnonce');
    expect(proof).toMatch(/^[\w-]{43}$/);
    expect(proof).not.toContain(secret);
    expect(sessions.prove(id, 'http://127.0.0.1:2\nnonce')).not.toBe(proof);
    expect(sessions.prove('unknown', 'http://127.0.0.1:1\nnonce')).toBeNull();
  });

  it.each(['', '{', '[{"id":1}]', '[{"id":"x","hash":"zz","until":1}]', 'null'])(
    'begin anew when their file is broken: %s',
    (text) => {
      writeFileSync(path, text);
      const sessions = store();
      expect(sessions.check(sessions.open())).not.toBeNull();
    },
  );

  it('hold in memory when they cannot be written', () => {
    const sessions = createSessionStore(join(folder, 'not', 'there', 'sessions.json'), () => now);
    expect(sessions.check(sessions.open())).not.toBeNull();
  });

  it('are sixty-four at most', () => {
    const sessions = store();
    const first = sessions.open();
    for (let n = 0; n < 64; n += 1) sessions.open();
    expect(sessions.check(first)).toBeNull();
  });
});
