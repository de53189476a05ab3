import type { ParsedKey } from 'ssh2';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetOpenedKeys, openOnce } from './openedKeys.ts';

describe('openOnce', () => {
  beforeEach(forgetOpenedKeys);
  const key = { type: 'ssh-ed25519' } as ParsedKey;

  it('opens the same text with the same passphrase once, until it is to be forgotten', () => {
    const open = vi.fn(() => key);
    for (let index = 0; index < 3; index++) expect(openOnce('text', 'phrase', open)).toBe(key);
    expect(open).toHaveBeenCalledTimes(1);
    forgetOpenedKeys();
    openOnce('text', 'phrase', open);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('never takes another text or passphrase for it, and remembers no failure', () => {
    openOnce('text', 'phrase', () => key);
    for (const [text, passphrase] of [
      ['text', 'wrong'],
      ['other', 'phrase'],
      ['textp', 'hrase'],
    ] as const) {
      expect(openOnce(text, passphrase, () => null)).toBeNull();
      expect(openOnce(text, passphrase, () => key)).toBe(key);
    }
  });

  it('keeps a few only', () => {
    const open = vi.fn(() => key);
    for (let index = 0; index < 100; index++) openOnce(`text ${index}`, 'phrase', open);
    openOnce('text 0', 'phrase', open);
    openOnce('text 99', 'phrase', open);
    expect(open).toHaveBeenCalledTimes(101);
  });
});
