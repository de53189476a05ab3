import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RangeFaultName } from '../../../shared/range/contract.ts';
import { replaceFile } from './replaceFile.ts';

const Port = z.number().int().min(1).max(65535);

const ServerRecord = z.object({
  sshPort: Port,
  nginxPort: Port,
  appPort: Port,
  /** null: written before there was one. */
  edgePort: Port.nullable().default(null),
  dnsPort: Port.nullable().default(null),
  faults: z.array(RangeFaultName),
});
export type ServerRecord = Readonly<z.infer<typeof ServerRecord>>;

/** What the range remembers of itself between two starts, in range.json. */
export const RangeRecord = z.object({
  version: z.literal(1),
  open: z.boolean(),
  servers: z.object({ staging: ServerRecord, production: ServerRecord }),
});
export type RangeRecord = Readonly<z.infer<typeof RangeRecord>>;

export type RecordReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: RangeRecord }
  | { readonly kind: 'broken'; readonly why: string };

export const readRangeRecord = (path: string): RecordReading => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { kind: 'none' }
      : { kind: 'broken', why: `it cannot be read (${code ?? 'unknown error'})` };
  }
  try {
    const parsed = RangeRecord.safeParse(JSON.parse(text));
    if (parsed.success) return { kind: 'record', record: parsed.data };
    const [issue] = parsed.error.issues;
    return { kind: 'broken', why: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as expected'}` };
  } catch {
    return { kind: 'broken', why: 'it is not JSON' };
  }
};

export const writeRangeRecord = (path: string, record: RangeRecord): void =>
  replaceFile(path, `${JSON.stringify(record, null, 2)}\n`);
