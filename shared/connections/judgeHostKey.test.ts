import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HostKeyKnowledge, judgeHostKey, knownTypes, type TrustedKey } from './judgeHostKey.ts';

const nothing: HostKeyKnowledge = { pinned: [], known: [], knownWithoutPort: [], revoked: [] };
const key = (type: string, name: string, source = 'somewhere'): TrustedKey => ({
  type,
  key: name,
  source,
  since: null,
});
const offered = { type: 'ed25519', key: 'E' };

describe('judgeHostKey', () => {
  it('does not know a key nobody spoke of', () => {
    expect(judgeHostKey(offered, nothing)).toEqual({ kind: 'unknown', otherTypes: [] });
  });

  it('raises no alarm for another type, but does not accept it either', () => {
    const knowledge = { ...nothing, pinned: [key('rsa', 'R')] };
    expect(judgeHostKey(offered, knowledge)).toEqual({ kind: 'unknown', otherTypes: ['rsa'] });
  });

  it('lets a pin stand above known_hosts, both ways', () => {
    const pinned = [key('ed25519', 'E', 'Pitwall')];
    const known = [key('ed25519', 'OLD', 'known_hosts')];
    expect(judgeHostKey(offered, { ...nothing, pinned, known }).kind).toBe('trusted');
    expect(judgeHostKey({ type: 'ed25519', key: 'OLD' }, { ...nothing, pinned, known })).toEqual({
      kind: 'changed',
      expected: pinned[0],
    });
  });

  it('trusts one of several known keys of a type', () => {
    expect(judgeHostKey(offered, { ...nothing, known: [key('ed25519', 'OLD'), key('ed25519', 'E')] }).kind).toBe(
      'trusted',
    );
  });

  it('takes an entry without port for trust, never for an alarm', () => {
    expect(judgeHostKey(offered, { ...nothing, knownWithoutPort: [key('ed25519', 'E')] }).kind).toBe('trusted');
    expect(judgeHostKey(offered, { ...nothing, knownWithoutPort: [key('ed25519', 'OTHER')] }).kind).toBe('unknown');
  });

  const keys = fc.array(
    fc.record({
      type: fc.constantFrom('rsa', 'ed25519'),
      key: fc.constantFrom('A', 'B', 'C'),
      source: fc.constant('s'),
      since: fc.constant(null),
    }),
    { maxLength: 4 },
  );
  const any = fc.record({ pinned: keys, known: keys, knownWithoutPort: keys, revoked: keys });
  const shown = fc.record({ type: fc.constantFrom('rsa', 'ed25519'), key: fc.constantFrom('A', 'B', 'C', 'D') });

  it('trusts nothing but a key that stands somewhere, and never a revoked one', () => {
    fc.assert(
      fc.property(shown, any, (one, knowledge) => {
        const verdict = judgeHostKey(one, knowledge);
        const stands = [...knowledge.pinned, ...knowledge.known, ...knowledge.knownWithoutPort].some(
          (k) => k.key === one.key,
        );
        const revoked = knowledge.revoked.some((k) => k.key === one.key);
        if (verdict.kind === 'trusted') expect(stands && !revoked).toBe(true);
        if (revoked) expect(verdict.kind).toBe('revoked');
        if (verdict.kind === 'changed')
          expect(verdict.expected.type === one.type && verdict.expected.key !== one.key).toBe(true);
      }),
    );
  });
});

describe('knownTypes', () => {
  it('names each type once, pinned ones first', () => {
    const knowledge = { ...nothing, pinned: [key('rsa', 'R')], known: [key('ed25519', 'E'), key('rsa', 'R')] };
    expect(knownTypes(knowledge)).toEqual(['rsa', 'ed25519']);
  });
});
