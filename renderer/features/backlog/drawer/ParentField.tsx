import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { ItemPicker } from '../fields/ItemPicker.tsx';
import { FieldButton } from './FieldButton.tsx';
import { FieldRow } from './FieldRow.tsx';
import styles from './ParentField.module.css';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
  readonly onPatch: (patch: ItemPatch) => void;
}

/** What the item is a part of. */
export const ParentField = ({ item, model, onPatch }: Props) => {
  const parent = item.parent === null ? undefined : model.byId.get(item.parent);
  return (
    <FieldRow title="Part of">
      {parent === undefined ? (
        <FieldButton
          title="what it is a part of"
          editor={(close) => (
            <ItemPicker
              label={`What ${item.key} is a part of`}
              model={model}
              offered={({ id, triage }) => id !== item.id && triage === null}
              onPick={(id) => {
                onPatch({ parent: id });
                close();
              }}
              onClose={close}
            />
          )}
        >
          –
        </FieldButton>
      ) : (
        <div className={styles.parent}>
          <Link to="." search={{ item: parent.id }} className={styles.link}>
            {parent.key} <bdi>{parent.title}</bdi>
          </Link>
          <ActionIcon
            size={22}
            aria-label={`${item.key} is no part of ${parent.key}`}
            onClick={() => onPatch({ parent: null })}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </FieldRow>
  );
};
