import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { NewItem } from '../../shared/backlog/contract.ts';
import { benchItem } from '../benchItem.ts';
import type { ListPage } from './listPage.ts';

interface Row {
  readonly id: string;
  readonly item: NewItem;
}

const rowsOf = (items: number): readonly Row[] =>
  Array.from({ length: items }, (_, number) => ({ id: `BE-${String(number + 1)}`, item: benchItem(number) }));

const Cells = ({ id, item }: Row) => (
  <>
    <span>{id}</span>
    <span>{item.kind}</span>
    <span>{item.title}</span>
    <span>{item.estimate}</span>
    <span>{item.value}</span>
    <span>{item.urgency}</span>
    <span>{item.labels?.join(', ')}</span>
  </>
);

const Sortable = (row: Row) => {
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: row.id });
  const style = { transform: CSS.Transform.toString(transform), transition: transition ?? '' };
  return (
    <div ref={setNodeRef} style={style} data-item={row.id} {...attributes} {...listeners}>
      <Cells {...row} />
    </div>
  );
};

const SortableList = ({ items }: { readonly items: number }) => {
  const [rows, setRows] = useState(() => rowsOf(items));
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 3 } }));
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        if (over === null) return;
        const at = (id: unknown) => rows.findIndex((row) => row.id === id);
        setRows(arrayMove([...rows], at(active.id), at(over.id)));
      }}
    >
      <SortableContext items={rows.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {rows.map((row) => (
          <Sortable key={row.id} {...row} />
        ))}
      </SortableContext>
    </DndContext>
  );
};

let root: Root | null = null;

const mount = (): Root => {
  root?.unmount();
  const box = document.createElement('div');
  box.style.cssText = 'height: 700px; width: 1200px; overflow: auto';
  document.body.replaceChildren(box);
  root = createRoot(box);
  return root;
};

const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

const until = async (isThere: () => boolean): Promise<void> => {
  while (!isThere()) await painted();
  await painted();
};

const plain: ListPage['plain'] = async (items) => {
  const rows = rowsOf(items);
  const into = mount();
  const began = performance.now();
  into.render(
    rows.map((row) => (
      <div key={row.id} data-item={row.id}>
        <Cells {...row} />
      </div>
    )),
  );
  await until(() => document.querySelector(`[data-item="BE-${String(items)}"]`) !== null);
  return { milliseconds: performance.now() - began, nodes: document.body.querySelectorAll('*').length };
};

const sortable: ListPage['sortable'] = async (items) => {
  mount().render(<SortableList items={items} />);
  await until(() => document.querySelector(`[data-item="BE-${String(items)}"]`) !== null);
};

Object.assign(window, { listPage: { plain, sortable } satisfies ListPage });
