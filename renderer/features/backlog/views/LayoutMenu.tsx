import { ActionIcon, Button, Checkbox, NativeSelect, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { groupings, type ListColumn, type ListLayout } from '../../../../shared/backlog/savedView.ts';
import { columnOrder, defaultLayout, listColumnFacts } from '../listColumnFacts.ts';
import styles from './LayoutMenu.module.css';

interface Props {
  readonly layout: ListLayout;
  readonly onChange: (layout: ListLayout) => void;
}

const groupName: Readonly<Record<(typeof groupings)[number], string>> = {
  kind: 'Kind',
  label: 'Label',
  assignee: 'Assignee',
  sprint: 'Sprint',
  status: 'Status',
};

/** Which columns the list has, in which order, and how it is grouped. */
export const LayoutMenu = ({ layout, onChange }: Props) => {
  const shown = layout.columns.map(({ column }) => column);
  const hidden = columnOrder.filter((column) => !shown.includes(column));
  const setColumns = (columns: ListLayout['columns']) => onChange({ ...layout, columns });
  const toggle = (column: ListColumn) =>
    setColumns(
      shown.includes(column)
        ? layout.columns.filter((each) => each.column !== column)
        : [...layout.columns, { column, width: null }],
    );
  const shift = (at: number, by: 1 | -1) => {
    const columns = [...layout.columns];
    const [moved] = columns.splice(at, 1);
    if (moved !== undefined) columns.splice(at + by, 0, moved);
    setColumns(columns);
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}>
          Layout
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Layout of the list" className={styles.layout}>
        <NativeSelect
          label="Group by"
          value={layout.group ?? ''}
          data={[
            { value: '', label: 'No groups' },
            ...groupings.map((group) => ({ value: group, label: groupName[group] })),
          ]}
          onChange={(event) =>
            onChange({ ...layout, group: groupings.find((group) => group === event.currentTarget.value) ?? null })
          }
        />
        <fieldset className={styles.columns}>
          <legend>Columns</legend>
          {[...shown, ...hidden].map((column) => {
            const at = shown.indexOf(column);
            const { title } = listColumnFacts[column];
            return (
              <div key={column} className={styles.column}>
                <Checkbox
                  label={title}
                  checked={at !== -1}
                  disabled={column === 'title'}
                  onChange={() => toggle(column)}
                />
                {at !== -1 && (
                  <span className={styles.shift}>
                    <ActionIcon
                      size={22}
                      aria-label={`Move ${title} to the left`}
                      disabled={at === 0}
                      onClick={() => shift(at, -1)}
                    >
                      <IconArrowUp size={14} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      size={22}
                      aria-label={`Move ${title} to the right`}
                      disabled={at === shown.length - 1}
                      onClick={() => shift(at, 1)}
                    >
                      <IconArrowDown size={14} aria-hidden />
                    </ActionIcon>
                  </span>
                )}
              </div>
            );
          })}
        </fieldset>
        <Button variant="default" onClick={() => onChange(defaultLayout)}>
          Back to the first layout
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
};
