import type { Item } from '../../../../shared/backlog/item.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { countItems } from '../sumsInWords.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import { DialogForm } from './DialogForm.tsx';
import { ItemNames } from './ItemNames.tsx';
import { useAttempt } from './useAttempt.ts';

interface Props {
  readonly project: ProjectId;
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'remove'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what goes and what becomes of its parts, and that it can be taken back. */
export const DeleteItemsDialog = ({ project, items, model, acts, onDone, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [first] = items;
  const what = items.length === 1 && first !== undefined ? first.key : countItems(items.length);
  const going = new Set(items.map(({ id }) => id));
  const orphans = model.ranked.filter(({ id, parent }) => parent !== null && going.has(parent) && !going.has(id));
  const remove = () =>
    run(
      () => acts.remove(items.map(({ id }) => id)),
      () => {
        notifyAct(project, `${what} deleted`);
        onDone();
      },
    );
  return (
    <DialogForm
      title={`Delete ${what}?`}
      act={`Delete ${what}`}
      danger
      busy={busy}
      error={error}
      failed={`${what} ${items.length === 1 ? 'was' : 'were'} not deleted`}
      onSubmit={remove}
      onClose={onClose}
    >
      <ItemNames items={items} />
      <p>
        {orphans.length > 0 &&
          `${orphans.length === 1 ? 'Its part stays' : `Their ${String(orphans.length)} parts stay`} as ${orphans.length === 1 ? 'an item' : 'items'} of ${orphans.length === 1 ? 'its' : 'their'} own. `}
        Numbers are never given again. Undo brings back everything, comments and links too.
      </p>
    </DialogForm>
  );
};
