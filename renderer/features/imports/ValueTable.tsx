import { NativeSelect } from '@mantine/core';
import type { ImportMapping, UnknownValue } from '../../../shared/imports/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { fieldNames } from './importWords.ts';
import { saidOf, saying } from './sayValue.ts';
import { useMetValues } from './useMetValues.ts';
import { type KnownHere, valueChoices } from './valueChoices.ts';

interface Props {
  readonly mapping: ImportMapping;
  /** Of the last dry run. */
  readonly unknown: readonly UnknownValue[];
  readonly here: KnownHere;
  readonly onChange: (mapping: ImportMapping) => void;
}

const UNDECIDED = 'undecided';
const EMPTY = 'empty';

/** What happens to a value that nobody decided on. */
const undecided = (field: UnknownValue['field']): string =>
  field === 'estimate' ? 'Keep the row out' : 'Leave empty for now';

/** Values of the file that nothing here answers to, and what each is to stand for. What was decided stays in view. */
export const ValueTable = ({ mapping, unknown, here, onChange }: Props) => {
  const rows = useMetValues(unknown, mapping.values);
  if (rows.length === 0) return null;
  const set = ({ field, value }: UnknownValue, to: string) =>
    onChange({
      ...mapping,
      values: saying(mapping.values, field, value, to === UNDECIDED ? null : to === EMPTY ? '' : to),
    });
  const columns: readonly Column<UnknownValue>[] = [
    { key: 'field', title: 'Field', width: '120px', cell: ({ field }) => fieldNames[field] },
    { key: 'value', title: 'Value in the file', cell: ({ value }) => <bdi title={value}>{value}</bdi> },
    { key: 'count', title: 'Rows', width: '80px', kind: 'figure', cell: ({ count }) => count.toLocaleString('en') },
    {
      key: 'to',
      title: 'Stands for',
      width: '230px',
      cell: (row) => {
        const choices = valueChoices(row.field, here);
        if (choices === null) return row.field === 'parent' ? 'Not here: without a parent' : 'Nothing here';
        const said = saidOf(mapping.values, row.field, row.value);
        return (
          <NativeSelect
            aria-label={`What the ${fieldNames[row.field].toLowerCase()} ${row.value} stands for`}
            data={[
              { value: UNDECIDED, label: undecided(row.field) },
              { value: EMPTY, label: 'Leave empty' },
              ...choices,
            ]}
            value={said === null ? UNDECIDED : said === '' ? EMPTY : said}
            onChange={(event) => set(row, event.currentTarget.value)}
          />
        );
      },
    },
  ];
  return (
    <Section
      title="Values that are not known here"
      lead="Say what they stand for. Who is missing in the team, or what among the sprints, can also be added there; then choose the file again."
    >
      <DataTable
        caption="Values of the file that are not known here"
        columns={columns}
        rows={rows.slice(0, 200)}
        rowKey={({ field, value }) => `${field} ${value}`}
      />
      {rows.length > 200 && <p>And {(rows.length - 200).toLocaleString('en')} more.</p>}
    </Section>
  );
};
