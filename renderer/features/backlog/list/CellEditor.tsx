import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { LabelPicker } from '../fields/LabelPicker.tsx';
import { Picker } from '../fields/Picker.tsx';
import { isPicked, pickedPatch, pickedValue, pickOptions } from '../fields/pickedFields.ts';
import { TitleInput } from '../fields/TitleInput.tsx';
import { listColumnFacts } from '../listColumnFacts.ts';

export type EditorExit = 'escape' | 'tab' | 'away' | 'done';

interface Props {
  readonly item: Item;
  readonly column: ListColumn;
  readonly model: BacklogModel;
  readonly onPatch: (patch: ItemPatch) => void;
  /** How the editor was left: Tab goes on to the next cell. */
  readonly onExit: (by: EditorExit) => void;
}

/** The editor of one cell. Enter or a pick saves, Esc leaves all as it was. */
export const CellEditor = ({ item, column, model, onPatch, onExit }: Props) => {
  const label = `${listColumnFacts[column].title} of ${item.key}`;
  if (column === 'title') return <TitleInput label={label} title={item.title} onPatch={onPatch} onExit={onExit} />;
  if (column === 'labels')
    return <LabelPicker label={label} labels={item.labels} model={model} onPatch={onPatch} onClose={onExit} />;
  if (!isPicked(column)) return null;
  const value = pickedValue(item, column);
  return (
    <Picker
      label={label}
      options={pickOptions(column, model, value)}
      picked={[value]}
      onPick={(next) => {
        if (next !== value) onPatch(pickedPatch(column, next));
        onExit('done');
      }}
      onClose={onExit}
    />
  );
};
