import { type ReactNode, useState } from 'react';
import type { ItemPatch } from '../../../shared/backlog/contract.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import { missingNeeds } from '../../../shared/backlog/missingNeeds.ts';
import type { Status, StatusNeed } from '../../../shared/backlog/workflow.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { NeedsForm } from '../../ui/NeedsForm.tsx';
import type { BacklogModel } from './backlogModel.ts';
import { countItems } from './sumsInWords.ts';

/** Goes on with a patch once it has all that its status needs; at once where nothing is missing. */
export type AskNeeds = (items: readonly Item[], patch: ItemPatch, proceed: (whole: ItemPatch) => void) => void;

interface Asked {
  readonly items: readonly Item[];
  readonly patch: ItemPatch;
  readonly status: Status;
  readonly needs: readonly StatusNeed[];
  readonly proceed: (whole: ItemPatch) => void;
}

/** What a status needs and some of the items do not have. A reason is asked for anew at every move; for many items only that is asked, since
 * one estimate for all would be a guess: the backend then names what is missing. */
export const needsOf = (
  items: readonly Item[],
  patch: ItemPatch,
  status: Status,
  model: BacklogModel,
): readonly StatusNeed[] => {
  const asked = items
    .filter((item) => item.status !== status.id)
    .flatMap((item) =>
      missingNeeds(
        {
          estimate: patch.estimate === undefined ? item.estimate : patch.estimate,
          assignee: patch.assignee === undefined ? item.assignee : patch.assignee,
          statusReason: patch.statusReason ?? '',
        },
        status,
        (model.rolledUp.get(item.id)?.parts ?? 0) > 0,
      ),
    );
  return status.needs.filter((need) => asked.includes(need) && (items.length === 1 || need === 'reason'));
};

/** Asks in a dialog for what a new status needs. Render `dialog`. */
export const useNeeds = (model: BacklogModel): { readonly ask: AskNeeds; readonly dialog: ReactNode } => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask: AskNeeds = (items, patch, proceed) => {
    const status = patch.status === undefined ? undefined : model.statusOf.get(patch.status);
    const needs = status === undefined ? [] : needsOf(items, patch, status, model);
    if (status === undefined || needs.length === 0) proceed(patch);
    else setAsked({ items, patch, status, needs, proceed });
  };
  const close = () => setAsked(null);
  const [first] = asked?.items ?? [];
  const what =
    asked === null || first === undefined ? '' : asked.items.length > 1 ? countItems(asked.items.length) : first.key;
  return {
    ask,
    dialog: asked !== null && (
      <Dialog title={`Move ${what} to ${asked.status.name}`} closeLabel="Leave it where it is" onClose={close}>
        <NeedsForm
          status={asked.status}
          needs={asked.needs}
          scale={model.scale}
          members={model.members}
          act={`Move to ${asked.status.name}`}
          onAnswer={(answer) => {
            asked.proceed({ ...asked.patch, ...answer });
            close();
          }}
          onCancel={close}
        />
      </Dialog>
    ),
  };
};
