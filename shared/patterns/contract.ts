import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { ProjectId, Revision } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { PatternBaseline } from './patternBaseline.ts';
import { PatternReport } from './patternReport.ts';
import { PatternRule } from './patternRule.ts';
import { PatternSettings } from './patternSettings.ts';

const { GONE, GIT, REFUSED, CONFLICT, STORAGE } = errors;

/** A branch that may be checked. */
export const CheckedBranch = z.object({ name: z.string(), head: Revision });
export type CheckedBranch = Readonly<z.infer<typeof CheckedBranch>>;

/** How far a check is; its last value holds the report. */
export const CheckNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
  z.object({ kind: z.literal('report'), report: PatternReport }),
]);
export type CheckNews = Readonly<z.infer<typeof CheckNews>>;

/** As `CheckNews`, for a baseline; null when there is none. */
export const BaselineNews = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
  z.object({ kind: z.literal('baseline'), baseline: PatternBaseline.nullable() }),
]);
export type BaselineNews = Readonly<z.infer<typeof BaselineNews>>;

export const patternsContract = {
  /** Every rule there is, whether it is on or not. */
  rules: oc.output(z.array(PatternRule)),
  settings: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ settings: PatternSettings, version: z.number().int() }))
    .errors({ GONE }),
  /** `seen` is the version that was changed. */
  saveSettings: oc
    .input(z.object({ project: ProjectId, seen: z.number().int(), settings: PatternSettings }))
    .errors({ GONE, CONFLICT, STORAGE }),
  /** Base and its name, and the branches that may be checked, newest first; null when the project has no repository. */
  branches: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ base: z.string(), branches: z.array(CheckedBranch) }).nullable())
    .errors({ GONE, GIT, REFUSED }),
  /** Checks the lines that a branch changed since it left base. Ends with the report; leaving the iterator cancels it. */
  check: oc
    .input(z.object({ project: ProjectId, head: Revision }))
    .output(eventIterator(CheckNews))
    .errors({ GONE, GIT, REFUSED, STORAGE }),
  baseline: oc
    .input(z.object({ project: ProjectId }))
    .output(PatternBaseline.nullable())
    .errors({ GONE }),
  /** Looks at base again: what was mended leaves the baseline for good, nothing enters it. */
  shrinkBaseline: oc
    .input(z.object({ project: ProjectId }))
    .output(eventIterator(BaselineNews))
    .errors({ GONE, GIT, REFUSED, STORAGE }),
  /** Records all that the rules find in base, in place of the baseline before. The reason is in the ledger. */
  recordBaseline: oc
    .input(z.object({ project: ProjectId, reason: plainText(500) }))
    .output(eventIterator(BaselineNews))
    .errors({ GONE, GIT, REFUSED, STORAGE }),
};
