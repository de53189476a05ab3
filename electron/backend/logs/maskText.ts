import { createRedactor } from './redactor.ts';

/** A text with known secrets masked, as they are in every log. */
export const maskText = (secrets: readonly string[], text: string): string => {
  const redactor = createRedactor(secrets);
  return Buffer.concat([redactor.push(Buffer.from(text)), redactor.flush()]).toString('utf8');
};
