import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import {
  type FileKind,
  type FilePiece,
  IMPORT_CHUNK_MAX,
  type ImportId,
  type ImportMapping,
  type ImportPreview,
  type ImportSummary,
} from '../../../../shared/imports/contract.ts';
import { type SprintBed, sprintBed } from '../../sprints/testing/sprintBed.ts';

type Change = (mapping: ImportMapping, preview: ImportPreview) => ImportMapping;
const asProposed: Change = (mapping) => mapping;

/** A file that comes with the tests: plainly sample data in the shape of a tool's own export. */
export const sampleFile = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'samples', name));

export const joined = async (pieces: AsyncIterable<FilePiece>): Promise<string> => {
  const texts: string[] = [];
  for await (const { text } of pieces) texts.push(text);
  return texts.join('');
};

/** Importing into the whole backend, with one project `SA`, as a page does it. */
export const importBed = async () => {
  const bed: SprintBed = await sprintBed();
  const imports = () => bed.client.imports;
  const upload = async (
    fileName: string,
    content: string | Uint8Array,
    project: ProjectId = bed.project,
  ): Promise<ImportId> => {
    const bytes = Buffer.from(content as string);
    const { import: id } = await imports().open({ project, fileName, bytes: bytes.length });
    for (let from = 0; from < bytes.length; from += IMPORT_CHUNK_MAX)
      await imports().append({
        import: id,
        base64: bytes.subarray(from, from + IMPORT_CHUNK_MAX).toString('base64'),
      });
    return id;
  };
  const mapped = async (id: ImportId, change: Change): Promise<ImportMapping> => {
    const preview = await imports().preview({ import: id });
    return change(preview.mapping, preview);
  };
  const run = async (id: ImportId, mapping: ImportMapping): Promise<ImportSummary> => {
    for await (const event of await imports().run({ import: id, mapping, window: bed.window }))
      if (event.kind === 'done') return event.summary;
    throw new Error('the import ended without a summary');
  };
  return {
    bed,
    upload,
    mapped,
    run,
    preview: async (fileName: string, content: string | Uint8Array) =>
      imports().preview({ import: await upload(fileName, content) }),
    dryRun: async (fileName: string, content: string | Uint8Array, change = asProposed): Promise<ImportSummary> => {
      const id = await upload(fileName, content);
      return imports().dryRun({ import: id, mapping: await mapped(id, change) });
    },
    importFile: async (
      fileName: string,
      content: string | Uint8Array,
      change = asProposed,
      project = bed.project,
    ): Promise<ImportSummary> => {
      const id = await upload(fileName, content, project);
      try {
        return await run(id, await mapped(id, change));
      } finally {
        await imports().close({ import: id });
      }
    },
    report: async (fileName: string, content: string | Uint8Array, change = asProposed): Promise<string> => {
      const id = await upload(fileName, content);
      return joined(await imports().errorReport({ import: id, mapping: await mapped(id, change) }));
    },
    exported: async (format: FileKind, project = bed.project): Promise<string> =>
      joined(await imports().exportFile({ project, format })),
    items: async (project = bed.project): Promise<readonly Item[]> =>
      (await bed.client.backlog.list({ project, since: null })).items.toSorted((one, other) =>
        one.rank < other.rank ? -1 : 1,
      ),
    item: async (title: string): Promise<Item> => {
      const { items } = await bed.client.backlog.list({ project: bed.project, since: null });
      const found = items.find((item) => item.title === title);
      if (found === undefined) throw new Error(`there is no item “${title}”`);
      return found;
    },
  };
};

export type ImportBed = Awaited<ReturnType<typeof importBed>>;
