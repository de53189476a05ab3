import { Button } from '@mantine/core';
import { useState } from 'react';
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
  { key: 'column', title: 'Column', width: '16%', cell: ({ column }) => <bdi title={column}>{column}</bdi> },
  { key: 'message', title: 'Why it is not imported', cell: ({ message }) => <bdi title={message}>{message}</bdi> },
];

/** What is wrong, as far as it shows without pushing all else away. */
const FIRST = 8;

/** The first rows that fail, and all of them as a file to be mended. */
export const FailedRows = ({ summary, file, mapping }: Props) => {
  const { save, isSaving } = useSaveFile('The rows could not be saved');
  const [all, setAll] = useState(false);
  const { failed, errors } = summary;
  const shown = all ? errors : errors.slice(0, FIRST);
  const more = errors.length - shown.length;
  if (failed === 0) return null;
  return (
    <>
      <DataTable
        caption="Rows with errors"
        columns={columns}
        rows={shown}
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
        {more > 0 && (
          <Button variant="default" onClick={() => setAll(true)}>
            Show {countInWords(more, 'more error', 'more errors')}
          </Button>
        )}
        <span className={styles.dim}>A CSV file with the reason beside each row: mend it and import it.</span>
      </div>
    </>
  );
};
