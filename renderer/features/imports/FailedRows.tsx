import { Button } from '@mantine/core';
import type { ImportId, ImportMapping, ImportSummary, RowError } from '../../../shared/imports/contract.ts';
import { client } from '../../backend/client.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import styles from './ImportItems.module.css';
import { countInWords } from './importWords.ts';
import { useSaveFile } from './useSaveFile.ts';

interface Props {
  readonly summary: ImportSummary;
  readonly file: ImportId;
  readonly mapping: ImportMapping;
}

const columns: readonly Column<RowError>[] = [
  { key: 'row', title: 'Row', width: '70px', kind: 'figure', cell: ({ row }) => row.toLocaleString('en') },
  { key: 'line', title: 'Line', width: '70px', kind: 'figure', cell: ({ line }) => line.toLocaleString('en') },
  { key: 'column', title: 'Column', width: '22%', cell: ({ column }) => <bdi title={column}>{column}</bdi> },
  { key: 'message', title: 'Why it is not imported', cell: ({ message }) => <bdi title={message}>{message}</bdi> },
];

/** The first rows that fail, and all of them as a file to be mended. */
export const FailedRows = ({ summary, file, mapping }: Props) => {
  const { save, isSaving } = useSaveFile('The rows could not be saved');
  const { failed, errors } = summary;
  if (failed === 0) return null;
  return (
    <>
      <DataTable
        caption="Rows with errors"
        columns={columns}
        rows={errors}
        rowKey={({ row, column, message }) => `${String(row)} ${column} ${message}`}
      />
      <div className={styles.acts}>
        <Button
          variant="default"
          loading={isSaving}
          onClick={() => save(() => client.imports.errorReport({ import: file, mapping }))}
        >
          Save {countInWords(failed, 'row', 'rows')} with errors
        </Button>
        <span className={styles.dim}>A CSV file with the reason beside each row: mend it and import it.</span>
      </div>
    </>
  );
};
