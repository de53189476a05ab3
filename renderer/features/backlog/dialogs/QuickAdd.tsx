import { Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { NewItem, type Place } from '../../../../shared/backlog/contract.ts';
import { type Item, type ItemKind, itemKinds, TITLE_MAX } from '../../../../shared/backlog/item.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { announce } from '../../../ui/announce.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { kindName } from '../../../ui/kindName.ts';
import { schemaErrors } from '../../../ui/schemaErrors.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { pickOptions } from '../fields/pickedFields.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import styles from './QuickAdd.module.css';
import { useAttempt } from './useAttempt.ts';

interface Props {
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'create'>;
  readonly onAdded: (item: Item) => void;
  readonly onClose: () => void;
}

const placeWords: Readonly<Record<'top' | 'bottom', string>> = { top: 'At the top', bottom: 'At the bottom' };

/** A new item: its kind's template is there to be filled in. Enter adds it; Ctrl+Enter adds it and asks for the next. */
export const QuickAdd = ({ model, acts, onAdded, onClose }: Props) => {
  const { templates } = model.settings;
  const { busy, error, run } = useAttempt();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<ItemKind>('feature');
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState(templates.feature.description);
  const [estimate, setEstimate] = useState('');
  const [place, setPlace] = useState<Place & string>('bottom');
  const [wrong, setWrong] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly Item[]>([]);

  const changeKind = (next: ItemKind) => {
    // What somebody wrote stays; an untouched template makes room for the next one.
    if (description === templates[kind].description) setDescription(templates[next].description);
    setKind(next);
  };
  const add = (again: boolean) => {
    const item = { kind, title, description, estimate: estimate === '' ? null : Number(estimate) };
    const problem = schemaErrors(NewItem, item).title ?? null;
    setWrong(problem);
    if (problem !== null) return input.current?.focus();
    if (busy) return;
    run(
      () => acts.create(NewItem.parse(item), place),
      (made) => {
        onAdded(made);
        announce(`${made.key} added`);
        if (!again) return onClose();
        setAdded((all) => [...all, made]);
        setTitle('');
        setEstimate('');
        setDescription(templates[kind].description);
        input.current?.focus();
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    add(true);
  };
  return (
    <Dialog title="New item" closeLabel="Close without adding" size={620} onClose={onClose}>
      <form
        className={styles.form}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          add(false);
        }}
      >
        <div className={styles.line}>
          <SegmentedControl
            aria-label="Kind"
            value={kind}
            onChange={(value) => changeKind(value as ItemKind)}
            data={itemKinds.map((each) => ({ value: each, label: kindName[each] }))}
          />
          <SegmentedControl
            aria-label="Place"
            value={place}
            onChange={(value) => setPlace(value as Place & string)}
            data={(['top', 'bottom'] as const).map((value) => ({ value, label: placeWords[value] }))}
          />
        </div>
        <TextInput
          ref={input}
          label="Title"
          withAsterisk
          data-autofocus
          dir="auto"
          maxLength={TITLE_MAX}
          value={title}
          error={wrong}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            setWrong(null);
          }}
        />
        <Textarea
          label="Description"
          description="Markdown"
          autosize
          minRows={4}
          maxRows={12}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <NativeSelect
          label="Estimate"
          className={styles.estimate}
          value={estimate}
          data={pickOptions('estimate', model).map(({ value, label }) => ({
            value,
            label: value === '' ? 'not estimated' : label,
          }))}
          onChange={(event) => setEstimate(event.currentTarget.value)}
        />
        {error !== null && <ErrorView title="The item was not added" failure={describeFailure(error)} />}
        <div className={styles.line}>
          <Button type="submit" loading={busy}>
            Add item
          </Button>
          <Button
            variant="default"
            onClick={() => add(true)}
            disabled={busy}
            rightSection={<KeyHint keys={['Ctrl Enter']} />}
          >
            Add and write the next
          </Button>
          {added.length > 0 && <span className={styles.added}>Added: {added.map(({ key }) => key).join(', ')}</span>}
        </div>
      </form>
    </Dialog>
  );
};
