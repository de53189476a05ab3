import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Place } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import { placeAmong } from '../../../../shared/backlog/placeAmong.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { countItems } from '../sumsInWords.ts';
import { DialogForm } from './DialogForm.tsx';

interface Props {
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly onMove: (ids: readonly ItemId[], place: Place, words: string) => void;
  readonly onClose: () => void;
}

/** Asks for a number in the one order of all open items, whatever the list shows. */
export const MoveToDialog = ({ items, model, onMove, onClose }: Props) => {
  const [first] = items;
  const moved = new Set(items.map(({ id }) => id));
  const rest = model.ranked.filter(({ id }) => model.places.has(id) && !moved.has(id));
  const last = rest.length + 1;
  const [position, setPosition] = useState<number | string>(
    first === undefined ? 1 : (model.places.get(first.id) ?? last),
  );
  const what = items.length === 1 && first !== undefined ? first.key : countItems(items.length);
  const ready = typeof position === 'number' && Number.isInteger(position) && position >= 1;
  const submit = () => {
    const at = Math.min(last, Number(position));
    const place = placeAmong(rest, at - 1, model.ranked, moved);
    if (place !== null)
      onMove(
        items.map(({ id }) => id),
        place,
        `to ${String(at)} of ${String(model.places.size)}`,
      );
    onClose();
  };
  return (
    <DialogForm
      title={`Move ${what} to a position`}
      act={`Move ${what}`}
      ready={ready}
      busy={false}
      error={null}
      failed=""
      onSubmit={submit}
      onClose={onClose}
    >
      <NumberInput
        label="Position"
        description={`From 1, the top, to ${String(last)}, the bottom of the open items`}
        data-autofocus
        min={1}
        allowDecimal={false}
        value={position}
        onChange={setPosition}
      />
    </DialogForm>
  );
};
