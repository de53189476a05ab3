import type { ProjectId } from '../../../shared/ids.ts';
import { IMPORT_CHUNK_MAX, type ImportId } from '../../../shared/imports/contract.ts';
import { client } from '../../backend/client.ts';

/** Sends a file to the backend piece by piece; `onSent` hears how many bytes are there. What was sent is dropped when it fails or is aborted. */
export const sendFile = async (
  project: ProjectId,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ImportId> => {
  const { import: id } = await client.imports.open({ project, fileName: file.name, bytes: file.size }, { signal });
  try {
    for (let from = 0; from < file.size; from += IMPORT_CHUNK_MAX) {
      const base64 = await readBase64(file.slice(from, from + IMPORT_CHUNK_MAX));
      await client.imports.append({ import: id, base64 }, { signal });
      onSent(Math.min(file.size, from + IMPORT_CHUNK_MAX));
    }
    return id;
  } catch (error) {
    dropFile(id);
    throw error;
  }
};

/** Lets the backend delete a file that is not needed any more. It goes with the next start at the latest, so nobody waits for it. */
export const dropFile = (id: ImportId): void => {
  client.imports.close({ import: id }).catch(() => {});
};

/** The bytes in base64: what stands behind the comma of a data URL. */
const readBase64 = (bytes: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('The file could not be read. Was it moved or changed?'));
    reader.readAsDataURL(bytes);
  });
