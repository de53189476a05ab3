import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import { Label } from '../../../../shared/backlog/item.ts';
import { labelKey } from '../../../../shared/backlog/withLabels.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { allLabels } from '../filters/filterOptions.ts';
import { Picker } from './Picker.tsx';

interface Props {
  readonly label: string;
  readonly labels: readonly string[];
  readonly model: BacklogModel;
  /** Each pick is one change: the label is added or taken away. */
  readonly onPatch: (patch: ItemPatch) => void;
  readonly onClose: (by: 'escape' | 'tab' | 'away') => void;
}

/** Labels to add and to take away; one that nobody has yet is made by typing it. */
export const LabelPicker = ({ label, labels, model, onPatch, onClose }: Props) => {
  const known = allLabels(model);
  const own = new Map(labels.map((each) => [labelKey(each), each]));
  const toggle = (value: string) => {
    const there = own.get(labelKey(value));
    onPatch(there === undefined ? { addLabels: [value] } : { removeLabels: [there] });
  };
  return (
    <Picker
      many
      label={label}
      options={[
        ...labels.map((each) => ({ value: each, label: each })),
        ...known.filter((each) => !own.has(labelKey(each))).map((each) => ({ value: each, label: each })),
      ]}
      picked={[...labels]}
      create={(text) => {
        const made = Label.safeParse(text).data;
        if (made === undefined || known.some((each) => labelKey(each) === labelKey(made))) return null;
        return { value: made, label: made, hint: 'new label' };
      }}
      onPick={toggle}
      onClose={onClose}
    />
  );
};
