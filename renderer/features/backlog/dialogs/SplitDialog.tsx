import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type Item, TITLE_MAX } from '../../../../shared/backlog/item.ts';
import { amountInWords } from '../../../../shared/sprints/amountInWords.ts';
import { sumPoints } from '../../../../shared/sprints/roundPoints.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { pickOptions } from '../fields/pickedFields.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import { DialogForm } from './DialogForm.tsx';
import styles from './SplitDialog.module.css';
import { useAttempt } from './useAttempt.ts';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'split'>;
  readonly onClose: () => void;
}

interface Part {
  readonly id: number;
  readonly title: string;
  readonly estimate: string;
}

/** Gives a large item parts, in one act; says what becomes of its points. */
export const SplitDialog = ({ item, model, acts, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [parts, setParts] = useState<readonly Part[]>([
    { id: 0, title: '', estimate: '' },
    { id: 1, title: '', estimate: '' },
  ]);
  const set = (id: number, change: Partial<Part>) =>
    setParts((all) => all.map((part) => (part.id === id ? { ...part, ...change } : part)));
  const add = () => setParts((all) => [...all, { id: (all.at(-1)?.id ?? 0) + 1, title: '', estimate: '' }]);
  const filled = parts.filter(({ title }) => title.trim() !== '');
  const estimates = filled.map(({ estimate }) => (estimate === '' ? null : Number(estimate)));
  const sum = sumPoints(estimates);
  const open = estimates.filter((estimate) => estimate === null).length;
  const options = pickOptions('estimate', model).map(({ value, label }) => ({
    value,
    label: value === '' ? 'not estimated' : label,
  }));
  const { unit } = model.settings;
  const submit = () =>
    run(
      () =>
        acts.split(
          item.id,
          filled.map(({ title }, at) => ({ title: title.trim(), estimate: estimates[at] ?? null })),
        ),
      () => {
        notifyAct(
          item.projectId,
          `${item.key} split into ${String(filled.length)} ${filled.length === 1 ? 'part' : 'parts'}`,
        );
        onClose();
      },
    );
  return (
    <DialogForm
      title={`Split ${item.key}`}
      act={
        filled.length === 0 ? 'Split' : `Split into ${String(filled.length)} ${filled.length === 1 ? 'part' : 'parts'}`
      }
      ready={filled.length > 0}
      busy={busy}
      error={error}
      failed={`${item.key} was not split`}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        <bdi>{item.title}</bdi>
      </p>
      <div className={styles.parts}>
        {parts.map(({ id, title, estimate }, at) => (
          <div key={id} className={styles.part}>
            <TextInput
              aria-label={`Title of part ${String(at + 1)}`}
              placeholder={`Part ${String(at + 1)}`}
              value={title}
              maxLength={TITLE_MAX}
              data-autofocus={at === 0 || undefined}
              onChange={(event) => set(id, { title: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={`Estimate of part ${String(at + 1)}`}
              value={estimate}
              data={options}
              onChange={(event) => set(id, { estimate: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={`Leave part ${String(at + 1)} out`}
              disabled={parts.length === 1}
              onClick={() => setParts((all) => all.filter((part) => part.id !== id))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={add}
          disabled={parts.length >= 100}
        >
          Another part
        </Button>
      </div>
      <p>
        Parts: {amountInWords(sum, unit)}
        {open > 0 && `, ${String(open)} not estimated`}. From then on {item.key} counts the sum of its parts
        {item.estimate !== null && `, no longer its own ${amountInWords(item.estimate, unit)}`}.
      </p>
    </DialogForm>
  );
};
