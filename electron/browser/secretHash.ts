import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a secret that was drawn at random: such a one needs no slow hash. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Compares in a time that tells nothing. */
export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
