import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import { type Item, Label } from '../../../../shared/backlog/item.ts';
import { labelKey } from '../../../../shared/backlog/withLabels.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { Picker } from '../fields/Picker.tsx';
import { type PickedField, type PickOption, pickedPatch, pickOptions } from '../fields/pickedFields.ts';
import { allLabels } from '../filters/filterOptions.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import styles from './BulkField.module.css';

interface Props {
  readonly field: PickedField | 'labels';
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly onPatch: (patch: ItemPatch) => void;
  readonly onClose: () => void;
}

/** Labels as acts: one to add to all that lack it, one to take from all that have it. */
export const labelActs = (items: readonly Pick<Item, 'labels'>[], known: readonly string[]): readonly PickOption[] => {
  const used = new Map<string, { readonly label: string; count: number }>();
  for (const { labels } of items)
    for (const label of labels) {
      const there = used.get(labelKey(label));
      if (there === undefined) used.set(labelKey(label), { label, count: 1 });
      else there.count += 1;
    }
  return [
    ...known
      .filter((label) => used.get(labelKey(label))?.count !== items.length)
      .map((label) => ({ value: `+${label}`, label: `Add ${label}` })),
    ...[...used.values()].map(({ label, count }) => ({
      value: `-${label}`,
      label: `Remove ${label}`,
      hint: `from ${count}`,
    })),
  ];
};

/** Asks what a field of all selected items shall be. */
export const BulkField = ({ field, items, model, onPatch, onClose }: Props) => {
  const title = listColumnFacts[field].title;
  const known = allLabels(model);
  return (
    <div className={styles.field}>
      <span>{title}</span>
      <div className={styles.picker}>
        {field === 'labels' ? (
          <Picker
            label={`Labels of ${String(items.length)} items`}
            options={labelActs(items, known)}
            picked={[]}
            create={(text) => {
              const label = Label.safeParse(text).data;
              return label === undefined || known.some((each) => labelKey(each) === labelKey(label))
                ? null
                : { value: `+${label}`, label: `Add ${label}`, hint: 'new label' };
            }}
            onPick={(value) => {
              const label = value.slice(1);
              onPatch(value.startsWith('+') ? { addLabels: [label] } : { removeLabels: [label] });
            }}
            onClose={onClose}
          />
        ) : (
          <Picker
            label={`${title} of ${String(items.length)} items`}
            options={pickOptions(field, model)}
            picked={[]}
            onPick={(value) => onPatch(pickedPatch(field, value))}
            onClose={onClose}
          />
        )}
      </div>
    </div>
  );
};
