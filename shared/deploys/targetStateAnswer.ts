import type { TargetSection } from './targetStateCommand.ts';
import { targetSections } from './targetStateCommand.ts';

export interface SectionAnswer {
  /** Exit status of the section's command; null when its end was not seen. */
  readonly code: number | null;
  readonly text: string;
}

/** Splits what `targetStateCommand` printed into its sections; null when the answer was cut before its end. */
export const readTargetSections = (
  output: string,
  nonce: string,
): Readonly<Record<TargetSection, SectionAnswer>> | null => {
  const parts = output.split(`\n${nonce} `);
  if (!parts.at(-1)?.startsWith('end')) return null;
  const found = new Map<string, SectionAnswer>();
  for (let index = 1; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (part.startsWith('rc=') || part.startsWith('end')) continue;
    const newline = part.indexOf('\n');
    const code = /^rc=(\d+)/.exec(parts[index + 1] ?? '')?.[1];
    found.set(part.slice(0, newline), {
      code: code === undefined ? null : Number(code),
      text: part.slice(newline + 1),
    });
  }
  if (!targetSections.every((name) => found.has(name))) return null;
  return Object.fromEntries(found) as Record<TargetSection, SectionAnswer>;
};
