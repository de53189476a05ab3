import { z } from 'zod';
import { PatternRuleId } from './patternRule.ts';

/** Which rules a project has switched off; every other one is on. */
export const PatternSettings = z.object({ off: z.array(PatternRuleId).max(100) });
export type PatternSettings = Readonly<z.infer<typeof PatternSettings>>;

export const defaultPatternSettings: PatternSettings = { off: [] };
