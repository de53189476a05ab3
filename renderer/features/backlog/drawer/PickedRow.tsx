import type { ReactNode } from 'react';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { Picker } from '../fields/Picker.tsx';
import { type PickedField, pickedPatch, pickedValue, pickOptions } from '../fields/pickedFields.ts';
import { rollUpInWords } from '../list/cellHintOf.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import { FieldButton } from './FieldButton.tsx';
import { FieldRow } from './FieldRow.tsx';
import styles from './PickedRow.module.css';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
  readonly field: PickedField;
  readonly onPatch: (patch: ItemPatch) => void;
  /** How the value is shown; its option's words without it. */
  readonly children?: ReactNode;
}

/** A field whose value is picked out of a list. The points of a parent are those of its parts and cannot be picked. */
export const PickedRow = ({ item, model, field, onPatch, children }: Props) => {
  const { title } = listColumnFacts[field];
  const sum = field === 'estimate' ? rollUpInWords(item, model) : null;
  if (sum !== null)
    return (
      <FieldRow title={title}>
        <span className={styles.sum}>{sum}</span>
        <p className={styles.note}>
          The sum of its parts{item.estimate !== null && `; its own ${String(item.estimate)} does not count`}.
        </p>
      </FieldRow>
    );
  const value = pickedValue(item, field);
  const options = pickOptions(field, model, value);
  const option = options.find((each) => each.value === value);
  return (
    <FieldRow title={title}>
      <FieldButton
        title={title}
        editor={(close) => (
          <Picker
            label={`${title} of ${item.key}`}
            options={options}
            picked={[value]}
            onPick={(next) => {
              if (next !== value) onPatch(pickedPatch(field, next));
              close();
            }}
            onClose={close}
          />
        )}
      >
        {children ?? (
          <span>
            <bdi>{option?.label ?? 'gone'}</bdi>
            {option?.label === '–' && option.hint !== undefined && <span className={styles.hint}> {option.hint}</span>}
          </span>
        )}
      </FieldButton>
    </FieldRow>
  );
};
