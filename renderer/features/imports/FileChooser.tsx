import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import { IMPORT_FILE_MAX, type ImportId } from '../../../shared/imports/contract.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { FileDropZone } from '../../ui/FileDropZone.tsx';
import { formatBytes } from '../../ui/formatBytes.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './ImportItems.module.css';
import { ProgressLine } from './ProgressLine.tsx';
import { useSendFile } from './useSendFile.ts';

interface Props {
  readonly project: ProjectId;
  readonly onFile: (id: ImportId) => void;
}

/** Takes a file that is dropped here or chosen, and sends it to the backend. */
export const FileChooser = ({ project, onFile }: Props) => {
  const { state, send, cancel } = useSendFile(project, onFile);
  const [refused, setRefused] = useState<string | null>(null);
  const take = (file: File | null) => {
    if (file === null || state.kind === 'sending') return;
    const fits = file.size <= IMPORT_FILE_MAX;
    setRefused(
      fits
        ? null
        : `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(IMPORT_FILE_MAX)} can be imported. Split it.`,
    );
    if (fits) send(file);
  };
  return (
    <Section
      title="Import"
      lead="CSV of Jira, Linear, GitLab, Shortcut or Plane, JSON of GitHub issues, Pitwall’s own export, or any other table or list."
    >
      <FileDropZone onFile={take} framed>
        {state.kind === 'sending' ? (
          <ProgressLine
            what={`Reading ${state.fileName}`}
            done={state.sent}
            of={state.bytes}
            shown={`${formatBytes(state.sent)} of ${formatBytes(state.bytes)}`}
            cancel="Cancel"
            onCancel={cancel}
          />
        ) : (
          <>
            <FileButton accept=".csv,.tsv,.txt,.json,text/csv,application/json" onChange={take}>
              {(props) => (
                <Button {...props} leftSection={<IconFileImport size={15} aria-hidden />}>
                  Choose a file
                </Button>
              )}
            </FileButton>
            <span className={styles.dim}>Or drop one here. It stays on this machine.</span>
          </>
        )}
        {refused !== null && (
          <span role="alert" className={styles.refused}>
            {refused}
          </span>
        )}
      </FileDropZone>
      {state.kind === 'failed' && (
        <ErrorView
          title={`${state.file.name} could not be taken over`}
          failure={state.failure}
          onRetry={() => send(state.file)}
        />
      )}
    </Section>
  );
};
