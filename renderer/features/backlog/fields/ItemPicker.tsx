import { useMemo } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import { ItemId } from '../../../../shared/ids.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { Picker } from './Picker.tsx';

interface Props {
  readonly label: string;
  readonly model: Pick<BacklogModel, 'ranked'>;
  /** Which items are on offer. */
  readonly offered: (item: Item) => boolean;
  readonly onPick: (item: ItemId) => void;
  readonly onClose: (by: 'escape' | 'tab' | 'away') => void;
}

/** An item, found by its key or its title. */
export const ItemPicker = ({ label, model, offered, onPick, onClose }: Props) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on offer does not change while the list is open
  const options = useMemo(
    () => model.ranked.filter(offered).map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` })),
    [model.ranked],
  );
  return (
    <Picker
      label={label}
      options={options}
      picked={[]}
      onPick={(value) => {
        const id = ItemId.safeParse(value).data;
        if (id !== undefined) onPick(id);
      }}
      onClose={onClose}
    />
  );
};
