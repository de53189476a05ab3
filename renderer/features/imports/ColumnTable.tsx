import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type ImportMapping, type ImportPreview, TargetField } from '../../../shared/imports/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { countInWords, fieldNames } from './importWords.ts';

interface Props {
  readonly preview: ImportPreview;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}

type FileColumn = ImportPreview['columns'][number];

const fields = [
  { value: '', label: 'Not taken over' },
  ...Object.entries(fieldNames).map(([value, label]) => ({ value, label })),
];

/** Each column of the file with samples, and what it becomes. Columns that are empty and become nothing are behind a button: Jira has hundreds. */
export const ColumnTable = ({ preview, mapping, onChange }: Props) => {
  const [all, setAll] = useState(false);
  const fieldOf = new Map(mapping.columns.map(({ column, field }) => [column, field]));
  const shown = preview.columns.filter(
    ({ column, samples }) => all || samples.length > 0 || (fieldOf.get(column) ?? null) !== null,
  );
  const hidden = preview.columns.length - shown.length;
  const set = (column: number, value: string) => {
    const field = TargetField.safeParse(value).data ?? null;
    onChange({
      ...mapping,
      columns: mapping.columns.map((each) => (each.column === column ? { column, field } : each)),
    });
  };
  const columns: readonly Column<FileColumn>[] = [
    {
      key: 'header',
      title: 'Column',
      width: '26%',
      cell: ({ header }) => <bdi title={header}>{header || '(no name)'}</bdi>,
    },
    {
      key: 'samples',
      title: 'For example',
      cell: ({ samples }) => <bdi title={samples.join('\n')}>{samples.slice(0, 3).join(' · ')}</bdi>,
    },
    {
      key: 'field',
      title: 'Becomes',
      width: '230px',
      cell: ({ column, header }) => (
        <NativeSelect
          aria-label={`What column ${String(column + 1)}, ${header}, becomes`}
          data={fields}
          value={fieldOf.get(column) ?? ''}
          onChange={(event) => set(column, event.currentTarget.value)}
        />
      ),
    },
  ];
  return (
    <Section
      title="Columns"
      lead="Labels may come from several columns; of any other field the first that is filled counts."
    >
      <DataTable
        caption="Columns of the file and what they become"
        columns={columns}
        rows={shown}
        rowKey={({ column }) => String(column)}
      />
      {hidden > 0 && (
        <div>
          <Button variant="default" onClick={() => setAll(true)}>
            Show {countInWords(hidden, 'empty column', 'empty columns')}
          </Button>
        </div>
      )}
    </Section>
  );
};
