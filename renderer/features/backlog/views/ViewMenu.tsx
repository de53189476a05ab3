import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconDeviceFloppy, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedView, ViewId } from '../../../../shared/backlog/savedView.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { planningWindow } from '../../../backend/planningWindow.ts';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import { choiceAtFirst, differs, type ListChoice } from '../listChoice.ts';
import { orNotify } from '../useBacklogActs.ts';
import { ViewNameDialog } from './ViewNameDialog.tsx';
import { useViewActs, viewsOf } from './viewQueries.ts';

interface Props {
  readonly project: ProjectId;
  readonly choice: ListChoice;
  readonly onChange: (change: Partial<ListChoice>) => void;
}

/** A filter and a layout under a name: choose one, save what is shown, rename, delete. */
export const ViewMenu = ({ project, choice, onChange }: Props) => {
  const views = useQuery(viewsOf(project)).data ?? [];
  const { save, remove } = useViewActs(project);
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const sorted = views.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  const current = views.find(({ id }) => id === choice.view) ?? null;
  const changed = current !== null && differs(choice, current);
  const show = ({ id, filter, layout }: SavedView) => onChange({ view: id, filter, layout });
  const store = (id: ViewId | null, name: string, { filter, layout }: Pick<SavedView, 'filter' | 'layout'>) =>
    save.mutateAsync({ ...planningWindow, project, id, view: { name, filter, layout } }).then((view) => {
      show({ ...view, ...(id !== null && naming === 'rename' ? choice : {}), id: view.id });
      setNaming(null);
      notifyAct(project, `View ${view.name} saved`);
    });
  const discard = (view: SavedView) =>
    remove
      .mutateAsync({ ...planningWindow, view: view.id })
      .then(() => {
        onChange({ view: null });
        notifyAct(project, `View ${view.name} deleted`);
      })
      .catch(orNotify('The view was not deleted'));
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={`View: ${current?.name ?? 'All items'}${changed ? ', changed' : ''}`}
          >
            <bdi className="pw-cut">{current?.name ?? 'All items'}</bdi>
            {changed && ' *'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={current === null ? <IconCheck size={15} aria-hidden /> : <span />}
            onClick={() => onChange(choiceAtFirst)}
          >
            All items
          </Menu.Item>
          {sorted.map((view) => (
            <Menu.Item
              key={view.id}
              leftSection={view.id === current?.id ? <IconCheck size={15} aria-hidden /> : <span />}
              onClick={() => show(view)}
            >
              <bdi>{view.name}</bdi>
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current !== null && changed && (
            <Menu.Item
              leftSection={<IconDeviceFloppy size={15} aria-hidden />}
              onClick={() => void store(current.id, current.name, choice).catch(orNotify('The view was not saved'))}
            >
              Save the changes to <bdi>{current.name}</bdi>
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setNaming('new')}>
            Save as a new view…
          </Menu.Item>
          {current !== null && (
            <>
              <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setNaming('rename')}>
                Rename <bdi>{current.name}</bdi>…
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => void discard(current)}>
                Delete <bdi>{current.name}</bdi>
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming !== null && (
        <ViewNameDialog
          title={naming === 'new' ? 'Save what is shown as a view' : 'Rename the view'}
          act={naming === 'new' ? 'Save view' : 'Rename view'}
          initial={naming === 'rename' ? (current?.name ?? '') : ''}
          busy={save.isPending}
          error={save.error}
          onSubmit={(name) =>
            void (
              naming === 'rename' && current !== null ? store(current.id, name, current) : store(null, name, choice)
            ).catch(() => {})
          }
          onClose={() => {
            save.reset();
            setNaming(null);
          }}
        />
      )}
    </>
  );
};
