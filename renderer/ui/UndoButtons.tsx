import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../shared/ids.ts';
import { api } from '../backend/client.ts';
import { planningWindow } from '../backend/planningWindow.ts';
import { takeBack } from './takeBack.tsx';

/** Undo and redo by pointer; each says what it would take back. */
export const UndoButtons = ({ project }: { readonly project: ProjectId }) => {
  const { data } = useQuery(api.ledger.undoState.queryOptions({ input: { ...planningWindow, project } }));
  const undo = data?.undo ?? null;
  const redo = data?.redo ?? null;
  return (
    <>
      <ActionIcon
        aria-label={undo === null ? 'Undo: nothing to undo' : `Undo: ${undo}`}
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo}`}
        disabled={undo === null}
        onClick={() => void takeBack(project, 'undo')}
      >
        <IconArrowBackUp size={17} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={redo === null ? 'Redo: nothing to redo' : `Redo: ${redo}`}
        title={redo === null ? 'Nothing to redo' : `Redo: ${redo}`}
        disabled={redo === null}
        onClick={() => void takeBack(project, 'redo')}
      >
        <IconArrowForwardUp size={17} aria-hidden />
      </ActionIcon>
    </>
  );
};
