import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redactor.ts';

const run = (secrets: readonly string[], chunks: readonly Buffer[]): Buffer => {
  const redactor = createRedactor(secrets);
  return Buffer.concat([...chunks.map((chunk) => redactor.push(chunk)), redactor.flush()]);
};

const split = (bytes: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

/** Every byte of every copy of every secret is a star, by the plainest search. */
const plainly = (secrets: readonly string[], bytes: Buffer): Buffer => {
  const out = Buffer.from(bytes);
  for (const secret of secrets)
    for (let at = 0; at + secret.length <= bytes.length; at += 1)
      if (bytes.toString('latin1', at, at + secret.length) === secret) out.fill('*', at, at + secret.length);
  return out;
};

describe('the redactor', () => {
  it('D12 masks a secret however the stream is cut, and keeps every other byte in its place', () => {
    // Few letters, so that secrets share bytes, hold each other and begin at the end of others.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 4, maxLength: 9 });
    const parts = fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 }), letters), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 4 }),
        parts,
        fc.array(fc.nat(500)),
        (secrets, text, cuts) => {
          const bytes = Buffer.from(text.join(''));
          expect(run(secrets, split(bytes, cuts)).toString()).toBe(plainly(secrets, bytes).toString());
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('holds back only what may become a secret', () => {
    const redactor = createRedactor(['hunter2!', 'x'.repeat(9000)]);
    expect(redactor.push(Buffer.from('Password: ')).toString()).toBe('Password: ');
    expect(redactor.push(Buffer.from('[y/n] hun')).toString()).toBe('[y/n] ');
    expect(redactor.push(Buffer.from('gry')).toString()).toBe('hungry');
    expect(redactor.push(Buffer.from('hunter2')).toString()).toBe('');
    expect(redactor.push(Buffer.from('!')).toString()).toBe('********');
    expect(redactor.push(Buffer.from('hunt')).toString()).toBe('');
    expect(redactor.flush().toString()).toBe('hunt');
    expect(redactor.flush().length).toBe(0);
  });

  it('masks every copy, also two that share bytes and secrets within secrets', () => {
    expect(run(['abab'], [Buffer.from('xababababx')]).toString()).toBe('x********x');
    expect(run(['pass', 'password1'], [Buffer.from('a password1 b pass c')]).toString()).toBe('a ********* b **** c');
  });

  it('masks a secret of any alphabet, and as it stands in an address', () => {
    expect(run(['pässwörd'], [Buffer.from('=pässwörd=')]).toString()).toBe('=**********=');
    expect(run(['a/b c:d'], [Buffer.from('https://me:a%2Fb%20c%3Ad@host')]).toString()).toBe(
      'https://me:*************@host',
    );
  });

  it('leaves a log without secrets as it is, and does not hide single letters', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(run([], [bytes]).equals(bytes)).toBe(true);
    expect(run(['a', ''], [Buffer.from('banana')]).toString()).toBe('banana');
  });

  it('does not change the bytes it was given', () => {
    const chunk = Buffer.from('hunter2!');
    run(['hunter2!'], [chunk]);
    expect(chunk.toString()).toBe('hunter2!');
  });
});
