import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { categoryIn, isOpen } from '../../../shared/backlog/statusIn.ts';
import { ItemId, type ProjectId } from '../../../shared/ids.ts';
import { usePlanning } from '../../backend/usePlanning.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import styles from './branches.module.css';
import { StartWorkForm } from './StartWorkForm.tsx';

interface Props {
  readonly project: ProjectId;
  /** null: to be chosen. */
  readonly item: ItemId | null;
  readonly onClose: () => void;
}

/** Starts work on an item: which one, and the branch that is made for it. */
export const StartWorkDialog = ({ project, item, onClose }: Props) => {
  const planning = usePlanning(project);
  const [chosen, setChosen] = useState<ItemId | null>(null);
  return (
    <Dialog title="Start work on an item" closeLabel="Do not start" onClose={onClose} size="lg">
      <div className={styles.form}>
        <QueryView query={planning} what="Reading the items" failed="The items could not be read">
          {({ items, settings }) => {
            const open = [...items.byId.values()]
              .filter((each) => each.triage === null && isOpen(categoryIn(settings.workflow, each.status)))
              .sort((one, other) => (one.rank < other.rank ? -1 : 1));
            const shown = chosen ?? item ?? open[0]?.id ?? null;
            if (shown === null)
              return <EmptyView title="No open item">Write down what is to be done in the backlog first.</EmptyView>;
            const listed = items.byId.get(shown);
            return (
              <>
                <NativeSelect
                  label="Item"
                  value={shown}
                  data={[
                    ...(listed !== undefined && !open.includes(listed) ? [listed] : []),
                    ...open.slice(0, 500),
                  ].map((each) => ({ value: each.id, label: `${each.key} ${each.title}`.slice(0, 120) }))}
                  onChange={({ currentTarget: { value } }) => setChosen(ItemId.safeParse(value).data ?? null)}
                />
                <StartWorkForm key={shown} project={project} item={shown} onClose={onClose} />
              </>
            );
          }}
        </QueryView>
      </div>
    </Dialog>
  );
};
