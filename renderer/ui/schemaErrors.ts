import type { z } from 'zod';
import { fieldMessage } from './fieldMessage.ts';

/** Errors by field path (`ssh.host`), as forms show them. A field with several faults shows the first. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Checks values by a schema. An empty result means that they fit. */
export const schemaErrors = (schema: z.ZodType, values: unknown): FieldErrors => {
  const read = schema.safeParse(values);
  if (read.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of read.error.issues) {
    const path = issue.path.map(String).join('.');
    // An empty field fails its format too: that it is empty is what to say.
    if (!(path in errors) || issue.code === 'too_small') errors[path] = fieldMessage(issue);
  }
  return errors;
};
