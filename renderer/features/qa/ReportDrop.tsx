import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { FileDropZone } from '../../ui/FileDropZone.tsx';
import styles from './ReportDrop.module.css';
import { type SentReport, sendReport } from './sendReport.ts';

interface Props {
  readonly project: ProjectId;
  /** Whose cases it answers; null only lists what is in it. */
  readonly run: QaRunId | null;
  readonly button: string;
  readonly hint: string;
  readonly onRead: (sent: SentReport, fileName: string) => void;
}

/** Takes a report file that is dropped here or chosen. */
export const ReportDrop = ({ project, run, button, hint, onRead }: Props) => {
  const send = useMutation({
    mutationFn: (file: File) => sendReport(project, run, file),
    onSuccess: (sent, file) => onRead(sent, file.name),
  });
  const take = (file: File | null) => {
    if (file !== null && !send.isPending) send.mutate(file);
  };
  return (
    <FileDropZone onFile={take}>
      <div className={styles.choose}>
        <FileButton accept=".xml,.info,.lcov,.txt,text/xml,application/xml,text/plain" onChange={take}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={send.isPending}
              leftSection={<IconFileImport size={15} aria-hidden />}
            >
              {button}
            </Button>
          )}
        </FileButton>
        <span className={styles.hint}>{hint}</span>
      </div>
      {send.isError && <ErrorView title="No report was taken" failure={describeFailure(send.error)} />}
    </FileDropZone>
  );
};
