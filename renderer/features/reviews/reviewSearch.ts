import { z } from 'zod';

export const changeTabs = ['files', 'comments', 'commits', 'checklist', 'gate'] as const;
export type ChangeTab = (typeof changeTabs)[number];

/** What the address of a change says besides the change: so a link leads to a line. */
export interface ReviewSearch {
  readonly tab?: ChangeTab;
  readonly file?: string;
  readonly side?: 'old' | 'new';
  readonly line?: number;
  /** Numbers of revisions; 0 is the base. */
  readonly from?: number;
  readonly to?: number;
}

const fields = {
  tab: z.enum(changeTabs),
  file: z.string().max(4096),
  side: z.enum(['old', 'new']),
  line: z.number().int().min(1),
  from: z.number().int().min(0),
  to: z.number().int().min(1),
} as const;

/** Reads an address; what it does not know is left out. */
export const reviewSearch = (search: Record<string, unknown>): ReviewSearch =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const read = field.safeParse(search[name]);
      return read.success ? [[name, read.data]] : [];
    }),
  );
