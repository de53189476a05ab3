import { NativeSelect, Switch } from '@mantine/core';
import {
  DateOrder,
  dateOrders,
  ImportFormat,
  type ImportMapping,
  type ImportPreview,
  importFormats,
} from '../../../shared/imports/contract.ts';
import { allFormats } from '../../../shared/imports/formatOf.ts';
import { mappingAs } from '../../../shared/imports/proposeMapping.ts';
import { Callout } from '../../ui/Callout.tsx';
import styles from './ImportItems.module.css';
import { dateOrderNames } from './importWords.ts';

interface Props {
  readonly preview: ImportPreview;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}

const formats = importFormats.map((format) => ({ value: format, label: allFormats[format].name }));
const orders = dateOrders.map((order) => ({ value: order, label: dateOrderNames[order] }));

/** What holds for the whole file: the tool it is from, how its dates are written, and where its items go. */
export const ImportOptions = ({ preview, mapping, onChange }: Props) => {
  const headers = preview.columns.map(({ header }) => header);
  const has = (...fields: readonly string[]) =>
    mapping.columns.some(({ field }) => field !== null && fields.includes(field));
  const hasDates = has('createdAt', 'startedAt', 'endedAt');
  const isKnownAgain = has('externalId', 'key', 'url');
  const { toTriage } = mapping;
  return (
    <>
      <div className={styles.options}>
        <NativeSelect
          className={styles.option}
          label="It comes from"
          data={formats}
          value={mapping.format}
          onChange={(event) => {
            const format = ImportFormat.parse(event.currentTarget.value);
            onChange({ ...mappingAs(format, headers), toTriage });
          }}
        />
        {hasDates && (
          <NativeSelect
            className={styles.option}
            label="Dates are written as"
            data={orders}
            value={mapping.dateOrder}
            onChange={(event) => onChange({ ...mapping, dateOrder: DateOrder.parse(event.currentTarget.value) })}
          />
        )}
        <Switch
          label="New items wait in the inbox"
          checked={toTriage}
          onChange={(event) => onChange({ ...mapping, toTriage: event.currentTarget.checked })}
        />
      </div>
      {!isKnownAgain && (
        <Callout tone="warning" title="No column names the items">
          <p>
            Importing this file twice makes every item twice. Map the column that holds their id in the other tool to
            “External id”, if there is one.
          </p>
        </Callout>
      )}
    </>
  );
};
