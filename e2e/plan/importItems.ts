import { type ProjectId, WindowId } from '../../shared/ids.ts';
import { IMPORT_CHUNK_MAX } from '../../shared/imports/contract.ts';
import type { PitwallUnderTest } from '../fixture.ts';
import { withPlanApi } from './planApi.ts';

const window = WindowId.parse('00000000-0000-4000-8000-000000000002');

/** Items out of a CSV file with a header, as from another tool: into the inbox, or right into the backlog. */
export const importItems = (
  pitwall: PitwallUnderTest,
  project: ProjectId,
  csv: string,
  toTriage: boolean,
): Promise<void> =>
  withPlanApi(pitwall, async ({ imports }) => {
    const bytes = Buffer.from(csv);
    const { import: id } = await imports.open({ project, fileName: 'sample.csv', bytes: bytes.length });
    for (let from = 0; from < bytes.length; from += IMPORT_CHUNK_MAX)
      await imports.append({ import: id, base64: bytes.subarray(from, from + IMPORT_CHUNK_MAX).toString('base64') });
    const { mapping } = await imports.preview({ import: id });
    for await (const event of await imports.run({ window, import: id, mapping: { ...mapping, toTriage } }))
      if (event.kind === 'done' && event.summary.failed > 0) throw new Error(JSON.stringify(event.summary.errors));
    await imports.close({ import: id });
  });
