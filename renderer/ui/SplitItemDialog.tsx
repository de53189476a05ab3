import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Item, TITLE_MAX } from '../../shared/backlog/item.ts';
import type { EstimateScale } from '../../shared/backlog/planningSettings.ts';
import { amountInWords } from '../../shared/sprints/amountInWords.ts';
import { sumPoints } from '../../shared/sprints/roundPoints.ts';
import { api } from '../backend/client.ts';
import { describeFailure } from '../backend/failure.ts';
import { planningWindow } from '../backend/planningWindow.ts';
import { Dialog } from './Dialog.tsx';
import { ErrorView } from './ErrorView.tsx';
import { notifyAct } from './notifyAct.tsx';
import styles from './SplitItemDialog.module.css';

interface Part {
  readonly id: string;
  readonly title: string;
  /** Points as text; empty for not estimated. */
  readonly estimate: string;
}

interface Props {
  readonly item: Item;
  readonly scale: EstimateScale;
  readonly unit: 'points' | 'hours';
  readonly onClose: () => void;
}

/** Parts that one act may make; see the contract. */
const PARTS_MAX = 100;

const emptyPart = (): Part => ({ id: crypto.randomUUID(), title: '', estimate: '' });

/** Splits a large item into parts, all in one act. The parts' points then take the place of the item's own. */
export const SplitItemDialog = ({ item, scale, unit, onClose }: Props) => {
  const [parts, setParts] = useState<readonly Part[]>(() => [emptyPart(), emptyPart()]);
  const split = useMutation(
    api.backlog.split.mutationOptions({
      onSuccess: () => {
        notifyAct(item.projectId, `${item.key} is split`);
        onClose();
      },
    }),
  );
  const named = parts.filter(({ title }) => title.trim() !== '');
  const sum = sumPoints(named.map(({ estimate }) => (estimate === '' ? null : Number(estimate))));
  const unestimated = named.filter(({ estimate }) => estimate === '').length;
  const set = (id: string, change: Partial<Part>) =>
    setParts(parts.map((part) => (part.id === id ? { ...part, ...change } : part)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (named.length === 0) return;
    split.mutate({
      ...planningWindow,
      item: item.id,
      parts: named.map(({ title, estimate }) => ({
        title: title.trim(),
        estimate: estimate === '' ? null : Number(estimate),
      })),
    });
  };
  return (
    <Dialog title={`Split ${item.key}`} closeLabel="Close without splitting" size={620} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <p>
          <bdi>{item.title}</bdi>
          {item.estimate !== null && `, now ${amountInWords(item.estimate, unit)}`}
        </p>
        <div className={styles.parts}>
          {parts.map((part, index) => (
            <div key={part.id} className={styles.part}>
              <TextInput
                aria-label={`Title of part ${String(index + 1)}`}
                placeholder={`Part ${String(index + 1)}`}
                maxLength={TITLE_MAX}
                data-autofocus={index === 0 || undefined}
                value={part.title}
                onChange={(event) => set(part.id, { title: event.currentTarget.value })}
              />
              <NativeSelect
                aria-label={`Estimate of part ${String(index + 1)}`}
                value={part.estimate}
                data={[
                  { value: '', label: 'not estimated' },
                  ...scale.steps.map(({ name, points }) => ({ value: String(points), label: name })),
                ]}
                onChange={(event) => set(part.id, { estimate: event.currentTarget.value })}
              />
              <ActionIcon
                aria-label={`Remove part ${String(index + 1)}`}
                disabled={parts.length === 1}
                onClick={() => setParts(parts.filter(({ id }) => id !== part.id))}
              >
                <IconX size={14} />
              </ActionIcon>
            </div>
          ))}
        </div>
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            disabled={parts.length >= PARTS_MAX}
            onClick={() => setParts([...parts, emptyPart()])}
          >
            Another part
          </Button>
        </div>
        <p aria-live="polite">
          Together {amountInWords(sum, unit)}
          {unestimated > 0 && `, ${String(unestimated)} not estimated`}. From then on {item.key} counts the sum of its
          parts.
        </p>
        {split.isError && <ErrorView title={`${item.key} was not split`} failure={describeFailure(split.error)} />}
        <div>
          <Button type="submit" loading={split.isPending} disabled={named.length === 0}>
            Split into {named.length === 0 ? 'parts' : named.length === 1 ? '1 part' : `${String(named.length)} parts`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
