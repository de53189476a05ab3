import { Button, CloseButton, Menu } from '@mantine/core';
import { IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ITEMS_MAX, type ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { type PickedField, pickedFields } from '../fields/pickedFields.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import { listSums } from '../listSums.ts';
import { countItems, pointsInWords } from '../sumsInWords.ts';
import { type BacklogActs, orNotify } from '../useBacklogActs.ts';
import type { AskNeeds } from '../useNeeds.tsx';
import styles from './BulkBar.module.css';
import { BulkField } from './BulkField.tsx';
import { patchSentence } from './patchSentence.ts';

interface Props {
  readonly project: ProjectId;
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'edit'>;
  readonly ask: AskNeeds;
  /** Nothing can be moved while the list is sorted. */
  readonly movable: boolean;
  readonly onMove: (where: 'top' | 'bottom' | 'position') => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done with all selected items: each choice is one act, told with a button that takes it back. */
export const BulkBar = ({ project, items, model, acts, ask, movable, onMove, onDelete, onClear }: Props) => {
  const [field, setField] = useState<PickedField | 'labels' | null>(null);
  const tooMany = items.length > ITEMS_MAX;
  const apply = (patch: ItemPatch) => {
    setField(null);
    ask(items, patch, (whole) => {
      acts
        .edit(
          items.map(({ id }) => id),
          whole,
        )
        .then(() => notifyAct(project, `${countItems(items.length)}: ${patchSentence(whole, model)}`))
        .catch(orNotify(`The ${countItems(items.length)} are as they were`));
    });
  };
  return (
    <section className={styles.bar} aria-label="Selected items">
      <strong className={styles.count}>{countItems(items.length)} selected</strong>
      {tooMany && <span role="alert">One act changes at most {ITEMS_MAX}.</span>}
      <span className={styles.sums}>{pointsInWords(listSums(items, model.rolledUp), model.settings.unit)}</span>
      {field === null ? (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} disabled={tooMany}>
              Set
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {pickedFields.map((each) => (
              <Menu.Item key={each} onClick={() => setField(each)}>
                {listColumnFacts[each].title}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => setField('labels')}>Labels</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <BulkField field={field} items={items} model={model} onPatch={apply} onClose={() => setField(null)} />
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            disabled={!movable || tooMany}
          >
            Move
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onMove('top')}>To the top</Menu.Item>
          <Menu.Item onClick={() => onMove('bottom')}>To the bottom</Menu.Item>
          <Menu.Item onClick={() => onMove('position')}>To a position…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete} disabled={tooMany}>
        Delete…
      </Button>
      <CloseButton aria-label="Select nothing" title="Select nothing (Esc)" onClick={onClear} />
    </section>
  );
};
