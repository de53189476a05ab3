import { Button } from '@mantine/core';
import { IconListNumbers, IconPlus, IconSortDescendingNumbers } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { arrangeItems } from '../../../shared/backlog/arrangeItems.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { announce } from '../../ui/announce.ts';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import styles from './BacklogView.module.css';
import { backlogModelOf } from './backlogModel.ts';
import { BulkBar } from './bulk/BulkBar.tsx';
import { type AskedDialog, BacklogDialogs } from './dialogs/BacklogDialogs.tsx';
import { FilterBar } from './filters/FilterBar.tsx';
import { NothingShown } from './filters/NothingShown.tsx';
import { BacklogList, type ListHandle } from './list/BacklogList.tsx';
import { type ItemRow, sectionsOf } from './list/listRows.ts';
import type { RowAct } from './list/RowMenu.tsx';
import { useListChoice } from './listChoice.ts';
import { listColumnFacts } from './listColumnFacts.ts';
import { listSums } from './listSums.ts';
import { sumsInWords } from './sumsInWords.ts';
import { useBacklogActs } from './useBacklogActs.ts';
import { useNeeds } from './useNeeds.tsx';
import { LayoutMenu } from './views/LayoutMenu.tsx';
import { ViewMenu } from './views/ViewMenu.tsx';
import { WaysMenu } from './views/WaysMenu.tsx';

interface Props {
  readonly project: ProjectId;
  readonly planning: Planning;
}

/** The backlog once it is read: what is shown of it, the list, and what can be done. */
export const BacklogView = ({ project, planning }: Props) => {
  const navigate = useNavigate();
  const { item: open = null, add = false } = useSearch({ strict: false });
  const model = backlogModelOf(planning);
  const acts = useBacklogActs(project);
  const { ask, dialog: needsDialog } = useNeeds(model);
  const [choice, change] = useListChoice(project);
  const [asked, setAsked] = useState<AskedDialog | null>(null);
  /** Where the acts on the selected items stand: over the filter, so that the list does not move under the pointer. */
  const [slot, setSlot] = useState<HTMLDivElement | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<ListHandle | null>(null);
  const { filter, layout } = choice;

  const arranged = useMemo(
    () => arrangeItems(model.ranked, { filter, sort: layout.sort, group: layout.group }, model.context),
    [model.ranked, model.context, filter, layout.sort, layout.group],
  );
  const sections = useMemo(() => sectionsOf(arranged, layout.group, model), [arranged, layout.group, model]);
  const sums = useMemo(() => {
    const shown = new Set(arranged.groups.flatMap(({ items }) => items));
    return listSums([...shown], model.rolledUp);
  }, [arranged, model.rolledUp]);
  const fixed =
    layout.sort === null
      ? null
      : `Sorted by ${listColumnFacts[layout.sort.column].title.toLowerCase()}: nothing can be moved until the rank order is back.`;

  useScreenKeys({
    c: () => {
      setAsked({ kind: 'add' });
      return true;
    },
    '/': () => {
      search.current?.focus();
      return true;
    },
  });

  useEffect(() => {
    if (!add) return;
    setAsked({ kind: 'add' });
    void navigate({ to: '.', search: {}, replace: true });
  }, [add, navigate]);

  const openItem = (item: ItemId) => void navigate({ to: '.', search: { item } });
  const foundItems = (ids: Iterable<ItemId>): readonly Item[] => [...ids].flatMap((id) => model.byId.get(id) ?? []);
  const moveOrAsk = (ids: readonly ItemId[], where: 'top' | 'bottom' | 'position') => {
    if (where === 'position') setAsked({ kind: 'position', items: foundItems(ids) });
    else list.current?.moves.moveTo(ids, where, `to the ${where}`);
  };
  const onRowAct = (row: ItemRow, act: RowAct, handle: ListHandle) => {
    const ids = model.ranked.flatMap(({ id }) => (handle.moves.carriedBy(row).has(id) ? id : []));
    switch (act) {
      case 'open':
        return openItem(row.item.id);
      case 'top':
      case 'bottom':
      case 'position':
        return moveOrAsk(ids, act);
      case 'split':
        return setAsked({ kind: 'split', item: row.item });
      case 'sprint':
        return setAsked({ kind: 'sprint', items: foundItems(ids) });
      case 'parts':
        return change({ filter: { ...filter, parent: [row.item.id] } });
      case 'delete':
        return setAsked({ kind: 'delete', items: foundItems(ids) });
      default:
        return act satisfies never;
    }
  };
  const onAdded = (item: Item) => {
    const shown = arrangeItems([item], { filter, sort: null, group: null }, model.context).shown > 0;
    if (shown) list.current?.goToItem(item.id);
    else notifyDone(`${item.key} added; the filter hides it`);
  };
  const nothing = arranged.shown === 0;
  return (
    <Page
      title="Backlog"
      fill
      lead={
        <span role="status">
          {sumsInWords(sums, model.settings.unit)}
          {arranged.shown < arranged.total && ` · of ${String(arranged.total)}`}
        </span>
      }
      actions={
        <>
          <UndoButtons project={project} />
          <Button
            variant="default"
            leftSection={<IconSortDescendingNumbers size={15} aria-hidden />}
            onClick={() => setAsked({ kind: 'rank' })}
          >
            Rank by score…
          </Button>
          <LayoutMenu layout={layout} onChange={(next) => change({ layout: next })} />
          <ViewMenu project={project} choice={choice} onChange={change} />
          <WaysMenu project={project} />
          <Button
            leftSection={<IconPlus size={15} aria-hidden />}
            title="New item (C)"
            onClick={() => setAsked({ kind: 'add' })}
          >
            New item
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <div className={styles.top}>
          <FilterBar filter={filter} model={model} search={search} onChange={(next) => change({ filter: next })} />
          <div ref={setSlot} className={styles.slot} />
        </div>
        {fixed !== null && (
          <div className={styles.sorted} role="status">
            <span>{fixed}</span>
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconListNumbers size={13} aria-hidden />}
              onClick={() => {
                change({ layout: { ...layout, sort: null } });
                announce('Rank order');
              }}
            >
              Rank order
            </Button>
          </div>
        )}
        {nothing ? (
          <NothingShown
            project={project}
            empty={arranged.total === 0}
            filter={filter}
            onFilter={(next) => change({ filter: next })}
            onAdd={() => setAsked({ kind: 'add' })}
          />
        ) : (
          <BacklogList
            model={model}
            sections={sections}
            layout={layout}
            acts={acts}
            ask={ask}
            open={open}
            fixed={fixed}
            onLayout={(next) => change({ layout: next })}
            onOpen={openItem}
            onRowAct={onRowAct}
            handle={list}
          >
            {({ selection }) =>
              slot !== null &&
              selection.items.length > 1 &&
              createPortal(
                <BulkBar
                  project={project}
                  items={foundItems(selection.items)}
                  model={model}
                  acts={acts}
                  ask={ask}
                  movable={fixed === null}
                  onMove={(where) => moveOrAsk(selection.items, where)}
                  onDelete={() => setAsked({ kind: 'delete', items: foundItems(selection.items) })}
                  onClear={selection.clear}
                />,
                slot,
              )
            }
          </BacklogList>
        )}
      </div>
      {needsDialog}
      {asked !== null && (
        <BacklogDialogs
          asked={asked}
          project={project}
          model={model}
          acts={acts}
          onMove={(ids, place, words) => list.current?.moves.moveTo(ids, place, words)}
          onAdded={onAdded}
          onDeleted={() => list.current?.selection.clear()}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
};
