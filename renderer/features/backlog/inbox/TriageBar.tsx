import { Button, Menu, Switch } from '@mantine/core';
import { IconCheck, IconChevronDown, IconClock, IconCopy, IconX } from '@tabler/icons-react';
import type { TriageDecision } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { countItems } from '../sumsInWords.ts';
import type { AskedTriage } from './InboxDialogs.tsx';
import styles from './TriageBar.module.css';

interface Props {
  readonly items: readonly Item[];
  readonly model: BacklogModel;
  readonly snoozed: number;
  readonly showSnoozed: boolean;
  readonly onShowSnoozed: (show: boolean) => void;
  readonly onDecide: (decision: TriageDecision) => void;
  readonly onAsk: (kind: AskedTriage['kind']) => void;
}

/** The decisions on the chosen items. */
export const TriageBar = ({ items, model, snoozed, showSnoozed, onShowSnoozed, onDecide, onAsk }: Props) => {
  const [first] = items;
  const none = first === undefined;
  const what = none ? 'nothing chosen' : items.length === 1 ? first.key : countItems(items.length);
  const sprints = model.sprints.filter(({ state }) => state !== 'closed');
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide on what is chosen">
      <strong className={styles.what}>{what}</strong>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            disabled={none}
            leftSection={<IconCheck size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            title="Accept (A: to the bottom, Shift A: to the top)"
          >
            Accept
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onDecide({ kind: 'accept', place: 'top' })}>To the top of the backlog</Menu.Item>
          <Menu.Item onClick={() => onDecide({ kind: 'accept', place: 'bottom' })}>
            To the bottom of the backlog
          </Menu.Item>
          {sprints.map(({ id, name, state }) => (
            <Menu.Item key={id} onClick={() => onDecide({ kind: 'accept', place: 'bottom', sprint: id })}>
              Into <bdi>{name}</bdi> ({state})
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        disabled={none}
        leftSection={<IconX size={15} aria-hidden />}
        title="Decline (D)"
        onClick={() => onAsk('decline')}
      >
        Decline…
      </Button>
      <Button
        variant="default"
        disabled={none}
        leftSection={<IconClock size={15} aria-hidden />}
        title="Snooze (S)"
        onClick={() => onAsk('snooze')}
      >
        Snooze…
      </Button>
      <Button
        variant="default"
        disabled={none}
        leftSection={<IconCopy size={15} aria-hidden />}
        title="Duplicate of another item (U)"
        onClick={() => onAsk('duplicate')}
      >
        Duplicate of…
      </Button>
      {snoozed > 0 && (
        <Switch
          className={styles.snoozed}
          label={`Snoozed (${String(snoozed)})`}
          checked={showSnoozed}
          onChange={(event) => onShowSnoozed(event.currentTarget.checked)}
        />
      )}
    </div>
  );
};
