import { z } from 'zod';

/** One line of text a person typed: trimmed, not empty, at most `max` characters, no control character (Unicode category Cc). */
export const plainText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must not hold control characters');
