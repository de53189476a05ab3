import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { PROJECT_FILE_MAX } from '../../../shared/projects/contract.ts';
import { FileDropZone } from '../../ui/FileDropZone.tsx';
import { formatBytes } from '../../ui/formatBytes.ts';
import styles from './FileDrop.module.css';

interface Props {
  readonly onText: (text: string) => void;
  readonly children: ReactNode;
}

/** Takes a text file that is dropped here or chosen; refuses what is too large to be a project. */
export const FileDrop = ({ onText, children }: Props) => {
  const [refused, setRefused] = useState<string | null>(null);
  const take = async (file: File | null) => {
    if (file === null) return;
    if (file.size > PROJECT_FILE_MAX) {
      setRefused(
        `${file.name} has ${formatBytes(file.size)}; a project file has at most ${formatBytes(PROJECT_FILE_MAX)}. Is it the right file?`,
      );
      return;
    }
    setRefused(null);
    onText(await file.text());
  };
  return (
    <FileDropZone onFile={(file) => void take(file)}>
      {children}
      <div className={styles.choose}>
        <FileButton accept=".yaml,.yml,text/yaml,application/yaml,text/plain" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={15} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        {refused !== null && <span role="alert">{refused}</span>}
      </div>
    </FileDropZone>
  );
};
