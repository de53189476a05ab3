import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { ProjectId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';

const { GONE, REFUSED, FILE_INVALID, STORAGE } = errors;

export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/** Bytes of one file that may be imported. */
export const IMPORT_FILE_MAX = 200 * 1024 * 1024;
/** Bytes of it a call carries. */
export const IMPORT_CHUNK_MAX = 1024 * 1024;

export const importFormats = [
  'pitwall',
  'linear',
  'jira',
  'github',
  'gitlab',
  'shortcut',
  'plane',
  'csv',
  'json',
] as const;
export const ImportFormat = z.enum(importFormats);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** What a column of the file may become. */
export const targetFields = [
  'externalId',
  'key',
  'title',
  'description',
  'kind',
  'status',
  'statusReason',
  'estimate',
  'value',
  'urgency',
  'effort',
  'labels',
  'assignee',
  'sprint',
  'parent',
  'rank',
  'createdAt',
  'url',
] as const;
export const TargetField = z.enum(targetFields);
export type TargetField = z.infer<typeof TargetField>;

/** How dates in the file are written; never guessed where day and month could be swapped. */
export const DateOrder = z.enum(['iso', 'day-month-year', 'month-day-year', 'year-month-day']);
export type DateOrder = z.infer<typeof DateOrder>;

/** How the file becomes items. */
export const ImportMapping = z.object({
  format: ImportFormat,
  /** By column, counted from 0, because a header may stand more than once; a field may come from several columns if it is a list. */
  columns: z.array(z.object({ column: z.number().int().min(0), field: TargetField.nullable() })).max(500),
  /** What a value of the file stands for here, by field: `{ status: { 'In Review': 'review' } }`; an empty text leaves the field empty. */
  values: z.record(z.string(), z.record(z.string().max(500), z.string().max(500))),
  dateOrder: DateOrder,
  /** Wait in the inbox instead of going to the end of the backlog. */
  toTriage: z.boolean(),
});
export type ImportMapping = Readonly<z.infer<typeof ImportMapping>>;

/** A row that cannot be imported, and why. Rows are counted from 1, the header not. */
export const RowError = z.object({
  row: z.number().int(),
  line: z.number().int(),
  column: z.string(),
  message: z.string(),
});
export type RowError = Readonly<z.infer<typeof RowError>>;

/** What an import would do, or did. */
export const ImportSummary = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  /** Known by their source and external id, with something changed. */
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Left out by rule, e.g. archived ones. */
  skipped: z.number().int(),
  failed: z.number().int(),
  /** The first of them; all are in `errorReport`. */
  errors: z.array(RowError).max(100),
  /** Values of the file that nothing here answers to, by field, with how often each is met. */
  unknown: z.array(z.object({ field: TargetField, value: z.string(), count: z.number().int() })).max(1000),
});
export type ImportSummary = Readonly<z.infer<typeof ImportSummary>>;

/** What a file holds, read without a mapping. */
export const ImportPreview = z.object({
  fileName: z.string(),
  bytes: z.number().int(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be']),
  rows: z.number().int(),
  columns: z.array(z.object({ column: z.number().int(), header: z.string(), samples: z.array(z.string()).max(5) })),
  /** The first guess; the user has the last word. */
  mapping: ImportMapping,
});
export type ImportPreview = Readonly<z.infer<typeof ImportPreview>>;

export const ImportProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number().int(), of: z.number().int() }),
  z.object({ kind: z.literal('done'), summary: ImportSummary }),
]);
export type ImportProgress = Readonly<z.infer<typeof ImportProgress>>;

export const importsContract = {
  /** A file is sent in pieces, then read; it is kept in a temporary file until it is closed or Pitwall ends. */
  open: oc
    .input(
      z.object({
        project: ProjectId,
        fileName: z.string().max(255),
        bytes: z.number().int().min(0).max(IMPORT_FILE_MAX),
      }),
    )
    .output(z.object({ import: ImportId }))
    .errors({ GONE, REFUSED, STORAGE }),
  /** `base64` holds the next bytes. */
  append: oc
    .input(z.object({ import: ImportId, base64: z.base64().max(Math.ceil(IMPORT_CHUNK_MAX / 3) * 4) }))
    .errors({ GONE, REFUSED, STORAGE }),
  preview: oc
    .input(z.object({ import: ImportId }))
    .output(ImportPreview)
    .errors({ GONE, FILE_INVALID }),
  /** Reads every row by the mapping and writes nothing. */
  dryRun: oc
    .input(z.object({ import: ImportId, mapping: ImportMapping }))
    .output(ImportSummary)
    .errors({ GONE, FILE_INVALID }),
  /** Writes all good rows in one transaction at the end; ending the stream before is a cancel, and nothing was written. */
  run: oc
    .input(PlanningAct.extend({ import: ImportId, mapping: ImportMapping }))
    .output(eventIterator(ImportProgress))
    .errors({ GONE, FILE_INVALID, REFUSED, STORAGE }),
  /** The rows that failed, each with its reason, as a CSV file. */
  errorReport: oc
    .input(z.object({ import: ImportId, mapping: ImportMapping }))
    .output(z.object({ fileName: z.string(), text: z.string() }))
    .errors({ GONE, FILE_INVALID }),
  close: oc.input(z.object({ import: ImportId })),
  exportFile: oc
    .input(z.object({ project: ProjectId, format: z.enum(['csv', 'json']) }))
    .output(z.object({ fileName: z.string(), text: z.string() }))
    .errors({ GONE }),
};
