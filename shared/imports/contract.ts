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
/** Bytes of it a call carries: as base64 and in its envelope they fit into the 1 MiB that a message of the browser shell may have. */
export const IMPORT_CHUNK_MAX = 512 * 1024;
/** Rows of one file: every good one is held in memory until all are written together. */
export const IMPORT_ROWS_MAX = 200_000;
/** Columns of one file. */
export const IMPORT_COLUMNS_MAX = 500;

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

/** What a column of the file may become. Some are not fields of an item, but help to read one. */
export const targetFields = [
  'externalId',
  /** What parts of this row call it where that is not its external id, as Jira's issue id. */
  'rowId',
  'key',
  /** The system an item came from first, where a file knows it. */
  'sourceSystem',
  'url',
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
  /** The order of new items; without it the order of the file. */
  'rank',
  'createdAt',
  'startedAt',
  'endedAt',
  /** The offset from UTC of dates that do not say it themselves. */
  'utcOffset',
  'triage',
  'placedByHand',
  /** A row that has something here is left out. */
  'archived',
] as const;
export const TargetField = z.enum(targetFields);
export type TargetField = z.infer<typeof TargetField>;

/** How dates in the file are written; never guessed where day and month could be swapped. */
export const dateOrders = ['iso', 'day-month-year', 'month-day-year', 'year-month-day'] as const;
export const DateOrder = z.enum(dateOrders);
export type DateOrder = z.infer<typeof DateOrder>;

/** What a value of the file stands for here: the id of a status, member or sprint, a kind, a number, a label. An empty text leaves the field
 * empty. */
export const ValueMeaning = z.object({
  field: TargetField,
  from: z.string().max(500),
  to: z.string().max(200),
});
export type ValueMeaning = Readonly<z.infer<typeof ValueMeaning>>;

/** How the file becomes items. */
export const ImportMapping = z.object({
  format: ImportFormat,
  /** By column, counted from 0, because a header may stand more than once; a field may come from several columns, see `readRow`. */
  columns: z
    .array(z.object({ column: z.number().int().min(0).max(IMPORT_COLUMNS_MAX), field: TargetField.nullable() }))
    .max(IMPORT_COLUMNS_MAX),
  values: z.array(ValueMeaning).max(1000),
  dateOrder: DateOrder,
  /** Wait in the inbox instead of going to the end of the backlog. */
  toTriage: z.boolean(),
});
export type ImportMapping = Readonly<z.infer<typeof ImportMapping>>;

/** A row that cannot be imported, and why. Rows are counted from 1, the header not; lines from 1, the header included. */
export const RowError = z.object({
  row: z.number().int(),
  line: z.number().int(),
  column: z.string(),
  message: z.string(),
});
export type RowError = Readonly<z.infer<typeof RowError>>;

/** Values of the file that nothing here answers to, with how often each is met. */
export const UnknownValue = z.object({ field: TargetField, value: z.string(), count: z.number().int() });
export type UnknownValue = Readonly<z.infer<typeof UnknownValue>>;

/** What an import would do, or did. Its five counts are of rows, and together they are `rows`. */
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
  /** Most frequent first. */
  unknown: z.array(UnknownValue).max(1000),
});
export type ImportSummary = Readonly<z.infer<typeof ImportSummary>>;

export const fileKinds = ['csv', 'json'] as const;
export type FileKind = (typeof fileKinds)[number];

export const FileEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be']);
export type FileEncoding = z.infer<typeof FileEncoding>;

/** What a file holds, read without a mapping. */
export const ImportPreview = z.object({
  fileName: z.string(),
  bytes: z.number().int(),
  encoding: FileEncoding,
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

/** A piece of a text file; all of them together, in order, are the file. */
export const FilePiece = z.object({ fileName: z.string(), text: z.string() });
export type FilePiece = Readonly<z.infer<typeof FilePiece>>;

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
  /** The rows that failed as they are in the file, each with its reason, as a CSV file that can be mended and imported. */
  errorReport: oc
    .input(z.object({ import: ImportId, mapping: ImportMapping }))
    .output(eventIterator(FilePiece))
    .errors({ GONE, FILE_INVALID }),
  close: oc.input(z.object({ import: ImportId })),
  /** All items of a project with every field but what they hang together with: comments, links, history. */
  exportFile: oc
    .input(z.object({ project: ProjectId, format: z.enum(fileKinds) }))
    .output(eventIterator(FilePiece))
    .errors({ GONE }),
};
