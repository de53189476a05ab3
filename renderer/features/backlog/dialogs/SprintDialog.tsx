import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import { SprintId } from '../../../../shared/ids.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { pickOptions } from '../fields/pickedFields.ts';
import { countItems } from '../sumsInWords.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import { DialogForm } from './DialogForm.tsx';
import { useAttempt } from './useAttempt.ts';

interface Props {
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'edit'>;
  readonly onClose: () => void;
}

/** Puts items into a sprint, or back into the backlog. */
export const SprintDialog = ({ items, model, acts, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [first] = items;
  const options = pickOptions('sprint', model);
  const active =
    model.sprints.find(({ state }) => state === 'active') ?? model.sprints.find(({ state }) => state === 'planned');
  const [sprint, setSprint] = useState<string>(active?.id ?? '');
  const what = items.length === 1 && first !== undefined ? first.key : countItems(items.length);
  const name = options.find(({ value }) => value === sprint)?.label ?? '';
  const submit = () =>
    run(
      () =>
        acts.edit(
          items.map(({ id }) => id),
          { sprint: SprintId.safeParse(sprint).data ?? null },
        ),
      () => {
        if (first !== undefined)
          notifyAct(first.projectId, sprint === '' ? `${what} put back into the backlog` : `${what} put into ${name}`);
        onClose();
      },
    );
  return (
    <DialogForm
      title={`Put ${what} into a sprint`}
      act={sprint === '' ? `Put ${what} back into the backlog` : `Put ${what} into ${name}`}
      busy={busy}
      error={error}
      failed={`${what} ${items.length === 1 ? 'stays' : 'stay'} where ${items.length === 1 ? 'it was' : 'they were'}`}
      onSubmit={submit}
      onClose={onClose}
    >
      {options.length === 1 && first !== undefined && (
        <p>
          There is no sprint yet.{' '}
          <Link to="/p/$project/sprint" params={{ project: first.projectId }}>
            Plan one first
          </Link>
          .
        </p>
      )}
      <NativeSelect
        label="Sprint"
        data-autofocus
        value={sprint}
        data={options.map(({ value, label, hint }) => ({
          value,
          label: hint === undefined ? label : `${label} (${hint})`,
        }))}
        onChange={(event) => setSprint(event.currentTarget.value)}
      />
    </DialogForm>
  );
};
