import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { SprintGoal } from '../../../shared/sprints/sprint.ts';
import styles from './GoalsField.module.css';

/** More are no goals any more; the contract refuses them. */
const GOALS_MAX = 20;

interface Props {
  readonly value: readonly SprintGoal[];
  readonly onChange: (goals: SprintGoal[]) => void;
}

/** The goals of a sprint, one line each. Enter begins the next one. */
export const GoalsField = ({ value, onChange }: Props) => {
  const list = useRef<HTMLFieldSetElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus();
  });
  const add = () => {
    if (value.length >= GOALS_MAX) return;
    added.current = true;
    onChange([...value, { id: crypto.randomUUID(), text: '', verdict: null }]);
  };
  return (
    <fieldset ref={list} className={styles.field}>
      <legend className={styles.legend}>Goals</legend>
      {value.map((goal, index) => (
        <div key={goal.id} className={styles.goal}>
          <TextInput
            className={styles.text}
            aria-label={`Goal ${String(index + 1)}`}
            value={goal.text}
            maxLength={300}
            placeholder="What is true when the sprint ends?"
            onChange={(event) =>
              onChange(value.map((each) => (each.id === goal.id ? { ...each, text: event.target.value } : each)))
            }
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          <ActionIcon
            aria-label={`Remove goal ${String(index + 1)}`}
            onClick={() => onChange(value.filter(({ id }) => id !== goal.id))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          disabled={value.length >= GOALS_MAX}
          onClick={add}
        >
          Add a goal
        </Button>
      </div>
    </fieldset>
  );
};
