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

describe('the redactor', () => {
  it('D12 masks a secret however the stream is cut, and keeps every other byte in its place', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      fc.constant(Buffer.from('hunter2!')),
    );
    fc.assert(
      fc.property(fc.array(part), fc.array(fc.nat(500)), (parts, cuts) => {
        const bytes = Buffer.concat(parts);
        const out = run(['hunter2!'], split(bytes, cuts));
        expect(out.length).toBe(bytes.length);
        expect(out.includes('hunter2!')).toBe(false);
        expect(out.equals(run(['hunter2!'], [bytes]))).toBe(true);
        for (const [index, byte] of bytes.entries()) expect([byte, 0x2a]).toContain(out[index]);
      }),
    );
  });

  it('masks every copy, also two that share bytes and secrets within secrets', () => {
    expect(run(['abab'], [Buffer.from('xababababx')]).toString()).toBe('x********x');
    expect(run(['pass', 'password1'], [Buffer.from('a password1 b pass c')]).toString()).toBe('a ********* b **** c');
  });

  it('leaves a log without secrets as it is, and does not hide single letters', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(run([], [bytes]).equals(bytes)).toBe(true);
    expect(run(['a'], [Buffer.from('banana')]).toString()).toBe('banana');
  });
});
