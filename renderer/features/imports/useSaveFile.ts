import { useMutation } from '@tanstack/react-query';
import type { FilePiece } from '../../../shared/imports/contract.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { saveTextFile } from '../../ui/saveTextFile.ts';
import { gatherPieces } from './gatherPieces.ts';

/** Gets a file from the backend piece by piece and offers it to be saved. */
export const useSaveFile = (failed: string) => {
  const { mutate, isPending } = useMutation({
    mutationFn: async (open: () => Promise<AsyncIterable<FilePiece>>) => gatherPieces(await open()),
    onSuccess: ({ fileName, text }) => {
      saveTextFile(fileName, text, fileName.endsWith('.json') ? 'application/json' : 'text/csv');
      notifyDone(`${fileName} saved`);
    },
    onError: (error) => notifyFailure(failed, describeFailure(error)),
  });
  return { save: mutate, isSaving: isPending };
};
