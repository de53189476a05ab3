import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ItemFilter } from '../../../../shared/backlog/itemFilter.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { EmptyView } from '../../../ui/EmptyView.tsx';
import { LinkButton } from '../../../ui/LinkButton.tsx';
import { openOnly } from '../listChoice.ts';
import { isFiltered } from './filterInWords.ts';

interface Props {
  readonly project: ProjectId;
  /** There is no item at all. */
  readonly empty: boolean;
  readonly filter: ItemFilter;
  readonly onFilter: (filter: ItemFilter) => void;
  readonly onAdd: () => void;
}

/** Why the list shows nothing, and what to do first. */
export const NothingShown = ({ project, empty, filter, onFilter, onAdd }: Props) => {
  const add = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={onAdd}>
      New item
    </Button>
  );
  if (empty)
    return (
      <EmptyView
        title="Nothing in the backlog yet"
        actions={
          <>
            {add}
            <LinkButton to="/p/$project/import" params={{ project }} variant="default">
              Import items
            </LinkButton>
          </>
        }
      >
        Write the first feature, bug or piece of technical debt, or bring what you have from another tool or a CSV file.
      </EmptyView>
    );
  if (!isFiltered(filter))
    return (
      <EmptyView
        title="Nothing is open"
        actions={
          <>
            {add}
            <Button variant="default" onClick={() => onFilter({})}>
              Show what is done and cancelled
            </Button>
          </>
        }
      >
        Every item is done or cancelled.
      </EmptyView>
    );
  return (
    <EmptyView
      title="No item fits the filter"
      actions={
        <>
          <Button onClick={() => onFilter(filter.category === undefined ? {} : openOnly)}>Clear the filter</Button>
          {filter.category !== undefined && (
            <Button
              variant="default"
              onClick={() => {
                const { category: _, ...rest } = filter;
                onFilter(rest);
              }}
            >
              Look among done and cancelled ones, too
            </Button>
          )}
        </>
      }
    >
      Take a condition away, or look among what is done.
    </EmptyView>
  );
};
