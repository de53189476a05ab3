import { Menu } from '@mantine/core';
import {
  IconArrowBarToDown,
  IconArrowBarToUp,
  IconArrowsSplit2,
  IconFilter,
  IconListNumbers,
  IconRun,
  IconSquareArrowRight,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';

export type RowAct = 'open' | 'top' | 'bottom' | 'position' | 'split' | 'sprint' | 'parts' | 'delete';

interface Props {
  readonly item: Item;
  /** The items that the acts are for: this one, or the selection it is in. */
  readonly count: number;
  readonly hasParts: boolean;
  /** Nothing can be moved while the list is sorted. */
  readonly movable: boolean;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onAct: (act: RowAct) => void;
  /** The button that it hangs on. */
  readonly children: ReactNode;
}

/** What else can be done with an item, or with all that are selected. */
export const RowMenu = ({ item, count, hasParts, movable, opened, onOpened, onAct, children }: Props) => {
  const these = count > 1 ? `${String(count)} items` : item.key;
  return (
    <Menu opened={opened} onChange={onOpened} position="bottom-end" returnFocus={false} width={240}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{these}</Menu.Label>
        {count === 1 && (
          <Menu.Item leftSection={<IconSquareArrowRight size={15} aria-hidden />} onClick={() => onAct('open')}>
            Open
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconArrowBarToUp size={15} aria-hidden />}
          disabled={!movable}
          onClick={() => onAct('top')}
        >
          Move to the top
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowBarToDown size={15} aria-hidden />}
          disabled={!movable}
          onClick={() => onAct('bottom')}
        >
          Move to the bottom
        </Menu.Item>
        <Menu.Item
          leftSection={<IconListNumbers size={15} aria-hidden />}
          disabled={!movable}
          onClick={() => onAct('position')}
        >
          Move to position…
        </Menu.Item>
        <Menu.Item leftSection={<IconRun size={15} aria-hidden />} onClick={() => onAct('sprint')}>
          Into sprint…
        </Menu.Item>
        {count === 1 && (
          <Menu.Item leftSection={<IconArrowsSplit2 size={15} aria-hidden />} onClick={() => onAct('split')}>
            Split into parts…
          </Menu.Item>
        )}
        {count === 1 && hasParts && (
          <Menu.Item leftSection={<IconFilter size={15} aria-hidden />} onClick={() => onAct('parts')}>
            Show its parts only
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={15} aria-hidden />} onClick={() => onAct('delete')}>
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
