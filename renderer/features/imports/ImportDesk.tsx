import { useEffect, useRef, useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId } from '../../../shared/imports/contract.ts';
import { FileChooser } from './FileChooser.tsx';
import { ImportWorkbench } from './ImportWorkbench.tsx';
import { dropFile } from './sendFile.ts';

interface Props {
  readonly project: ProjectId;
}

/** Importing from its first step to its last: a file is chosen, looked over, imported; then the next one. */
export const ImportDesk = ({ project }: Props) => {
  const [file, setFile] = useState<ImportId | null>(null);
  const held = useRef<ImportId | null>(null);
  const hold = (id: ImportId | null) => {
    if (held.current !== null) dropFile(held.current);
    held.current = id;
    setFile(id);
  };
  useDropWhenLeft(held);
  return file === null ? (
    <FileChooser project={project} onFile={hold} />
  ) : (
    <ImportWorkbench key={file} project={project} file={file} onClose={() => hold(null)} />
  );
};

/** Drops the file when the screen is left. In development React takes a screen away and brings it back at once, which is no leaving. */
const useDropWhenLeft = (held: { readonly current: ImportId | null }): void => {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      queueMicrotask(() => {
        if (!here.current && held.current !== null) dropFile(held.current);
      });
    };
  }, [held]);
};
