import type { Place } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ItemId, ProjectId } from '../../../../shared/ids.ts';
import { SplitItemDialog } from '../../../ui/SplitItemDialog.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import { DeleteItemsDialog } from './DeleteItemsDialog.tsx';
import { MoveToDialog } from './MoveToDialog.tsx';
import { QuickAdd } from './QuickAdd.tsx';
import { RankByScoreDialog } from './RankByScoreDialog.tsx';
import { SprintDialog } from './SprintDialog.tsx';

/** The question that lies over the list. */
export type AskedDialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'rank' }
  | { readonly kind: 'split'; readonly item: Item }
  | { readonly kind: 'position' | 'sprint' | 'delete'; readonly items: readonly Item[] };

interface Props {
  readonly asked: AskedDialog;
  readonly project: ProjectId;
  readonly model: BacklogModel;
  readonly acts: BacklogActs;
  readonly onMove: (ids: readonly ItemId[], place: Place, words: string) => void;
  readonly onAdded: (item: Item) => void;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** The dialog that was asked for. */
export const BacklogDialogs = ({ asked, project, model, acts, onMove, onAdded, onDeleted, onClose }: Props) => {
  switch (asked.kind) {
    case 'add':
      return <QuickAdd model={model} acts={acts} onAdded={onAdded} onClose={onClose} />;
    case 'rank':
      return <RankByScoreDialog project={project} model={model} acts={acts} onClose={onClose} />;
    case 'split':
      return (
        <SplitItemDialog item={asked.item} scale={model.settings.scale} unit={model.settings.unit} onClose={onClose} />
      );
    case 'position':
      return <MoveToDialog items={asked.items} model={model} onMove={onMove} onClose={onClose} />;
    case 'sprint':
      return <SprintDialog items={asked.items} model={model} acts={acts} onClose={onClose} />;
    case 'delete':
      return (
        <DeleteItemsDialog
          project={project}
          items={asked.items}
          model={model}
          acts={acts}
          onDone={() => {
            onDeleted();
            onClose();
          }}
          onClose={onClose}
        />
      );
    default:
      return asked satisfies never;
  }
};
