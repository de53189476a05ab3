import { z } from 'zod';
import { Instant, ProjectId } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { Environment } from './environment.ts';

export const ProjectSettings = z.object({
  name: plainText(80),
  /** Prefix of item keys, e.g. `TR` in `TR-12`. */
  key: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/, 'must be 1 to 10 capital letters or digits, a letter first'),
  description: z.string().max(2000),
});
export type ProjectSettings = Readonly<z.infer<typeof ProjectSettings>>;

export const Project = ProjectSettings.extend({
  id: ProjectId,
  /** True for the project of the practice range. */
  practice: z.boolean(),
  createdAt: Instant,
  /** In the order of deployment: staging before production. */
  environments: z.array(Environment),
});
export type Project = Readonly<z.infer<typeof Project>>;
