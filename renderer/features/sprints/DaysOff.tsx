import { Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { CalendarDate } from '../../../shared/calendarDate.ts';
import { formatWeekday } from '../../ui/formatDay.ts';
import styles from './DaysOff.module.css';

interface Props {
  /** Whose days off they are: "Sample One", "the team". */
  readonly whose: string;
  readonly days: readonly CalendarDate[];
  /** The sprint's first and last day. */
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  readonly onChange: (days: CalendarDate[]) => void;
}

/** Days off within a sprint: each as a chip that removes it, and a field to add one. */
export const DaysOff = ({ whose, days, first, last, onChange }: Props) => {
  const [draft, setDraft] = useState('');
  const day = CalendarDate.safeParse(draft).data;
  const inside = day !== undefined && day >= first && day <= last;
  const outside = day !== undefined && !inside;
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!inside) return;
    onChange([...new Set([...days, day])].sort());
    setDraft('');
  };
  return (
    <form className={styles.days} onSubmit={add}>
      {days.map((each) => (
        <button
          key={each}
          type="button"
          className={styles.chip}
          aria-label={`Remove ${formatWeekday(each)} from the days off of ${whose}`}
          onClick={() => onChange(days.filter((other) => other !== each))}
        >
          {formatWeekday(each)}
          <IconX size={12} aria-hidden />
        </button>
      ))}
      <TextInput
        type="date"
        aria-label={`A day off of ${whose}`}
        min={first}
        max={last}
        value={draft}
        error={outside && 'Not in this sprint'}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="compact-xs" disabled={!inside}>
        Add day off
      </Button>
    </form>
  );
};
