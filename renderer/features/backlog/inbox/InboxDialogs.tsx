import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TriageDecision } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import { CalendarDate, dateAt } from '../../../../shared/calendarDate.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { formatWeekday } from '../../../ui/formatDay.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { DialogForm } from '../dialogs/DialogForm.tsx';
import { ItemNames } from '../dialogs/ItemNames.tsx';
import { useAttempt } from '../dialogs/useAttempt.ts';
import { ItemPicker } from '../fields/ItemPicker.tsx';
import { countItems } from '../sumsInWords.ts';
import styles from './InboxDialogs.module.css';
import { morningOf, snoozeDays } from './snoozeTimes.ts';

/** A decision that wants an answer first. */
export interface AskedTriage {
  readonly kind: 'decline' | 'snooze' | 'duplicate';
  readonly items: readonly Item[];
}

interface Props {
  readonly asked: AskedTriage;
  readonly model: BacklogModel;
  readonly now: number;
  readonly decide: (decision: TriageDecision) => Promise<void>;
  readonly onClose: () => void;
}

const nameOf = (items: readonly Item[]): string =>
  items.length === 1 ? (items[0]?.key ?? 'The item') : countItems(items.length);

/** Why, until when, or of what: the one thing a decision needs. */
export const InboxDialogs = (props: Props) => {
  switch (props.asked.kind) {
    case 'decline':
      return <DeclineDialog {...props} />;
    case 'snooze':
      return <SnoozeDialog {...props} />;
    case 'duplicate':
      return <DuplicateDialog {...props} />;
    default:
      return props.asked.kind satisfies never;
  }
};

const DeclineDialog = ({ asked, decide, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [reason, setReason] = useState('');
  const what = nameOf(asked.items);
  return (
    <DialogForm
      title={`Decline ${what}`}
      act={`Decline ${what}`}
      ready={reason.trim() !== ''}
      busy={busy}
      error={error}
      failed={`${what} was not declined`}
      onSubmit={() => run(() => decide({ kind: 'decline', reason: reason.trim() }), onClose)}
      onClose={onClose}
    >
      <ItemNames items={asked.items} />
      <Textarea
        label="Why?"
        description="Kept with the item, which is cancelled; who asks later finds it there"
        data-autofocus
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  );
};

const SnoozeDialog = ({ asked, model, now, decide, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const { timeZone } = model.settings;
  const { tomorrow, nextWeek } = snoozeDays(now, timeZone);
  const [date, setDate] = useState('');
  const day = CalendarDate.safeParse(date).data;
  const late = day !== undefined && day > dateAt(now, timeZone);
  const what = nameOf(asked.items);
  const until = (chosen: CalendarDate) => run(() => decide({ kind: 'snooze', until: morningOf(chosen) }), onClose);
  return (
    <DialogForm
      title={`Snooze ${what}`}
      act={day === undefined ? `Snooze ${what}` : `Snooze ${what} until ${formatWeekday(day)}`}
      ready={late}
      busy={busy}
      error={error}
      failed={`${what} still waits`}
      onSubmit={() => day !== undefined && until(day)}
      onClose={onClose}
    >
      <div className={styles.days}>
        <Button variant="default" data-autofocus onClick={() => until(tomorrow)}>
          Until tomorrow, {formatWeekday(tomorrow)}
        </Button>
        <Button variant="default" onClick={() => until(nextWeek)}>
          Until next week, {formatWeekday(nextWeek)}
        </Button>
      </div>
      <TextInput
        type="date"
        label="Or until another day"
        description="It waits again from 8 in the morning"
        value={date}
        error={day !== undefined && !late ? 'Choose a day to come.' : null}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
    </DialogForm>
  );
};

const DuplicateDialog = ({ asked, model, decide, onClose }: Props) => {
  const { busy, error, run } = useAttempt();
  const [of, setOf] = useState<ItemId | null>(null);
  const what = nameOf(asked.items);
  const going = new Set(asked.items.map(({ id }) => id));
  const original = of === null ? undefined : model.byId.get(of);
  return (
    <DialogForm
      title={`Mark ${what} as ${asked.items.length === 1 ? 'a duplicate' : 'duplicates'}`}
      act={original === undefined ? 'Mark as a duplicate' : `Mark as a duplicate of ${original.key}`}
      ready={original !== undefined}
      busy={busy}
      error={error}
      failed={`${what} still waits`}
      onSubmit={() => of !== null && run(() => decide({ kind: 'duplicate', of }), onClose)}
      onClose={onClose}
    >
      <ItemNames items={asked.items} />
      {original === undefined ? (
        <div className={styles.picker}>
          <ItemPicker
            label="The item that was there first, by key or title"
            model={model}
            offered={({ id }) => !going.has(id)}
            onPick={setOf}
            onClose={(by) => {
              if (by === 'escape') onClose();
            }}
          />
        </div>
      ) : (
        <p className={styles.original}>
          <span>
            {original.key} <bdi>{original.title}</bdi>
          </span>
          <Button variant="default" size="compact-xs" onClick={() => setOf(null)}>
            Another one
          </Button>
        </p>
      )}
    </DialogForm>
  );
};
