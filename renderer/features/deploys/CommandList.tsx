import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlannedStep } from '../../../shared/deploys/contract.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import styles from './CommandList.module.css';

/** A time limit: whole seconds below a minute, since nobody sets half ones. */
const limit = (seconds: number): string => (seconds < 60 ? `${String(seconds)} s` : formatDuration(seconds * 1000));

/** The steps of a deploy with their exact commands; each can be unfolded and copied. */
export const CommandList = ({ steps }: { readonly steps: readonly PlannedStep[] }) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (name: string) => {
    const next = new Set(open);
    if (!next.delete(name)) next.add(name);
    setOpen(next);
  };
  const all = open.size === steps.length;
  return (
    <div className={styles.list}>
      <ol className={styles.steps}>
        {steps.map(({ name, title, limitSeconds, commands }, at) => {
          const shown = open.has(name);
          const Chevron = shown ? IconChevronDown : IconChevronRight;
          return (
            <li key={name}>
              <button type="button" className={styles.toggle} aria-expanded={shown} onClick={() => toggle(name)}>
                <Chevron size={15} aria-hidden />
                <span>{at + 1}</span>
                <strong>{title}</strong>
                <span className={styles.limit}>at most {limit(limitSeconds)}</span>
              </button>
              {shown && <CodeBlock text={commands} what={`commands of step ${name}`} />}
            </li>
          );
        })}
      </ol>
      <div>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => setOpen(all ? new Set() : new Set(steps.map(({ name }) => name)))}
        >
          {all ? 'Fold all commands' : 'Unfold all commands'}
        </Button>
      </div>
    </div>
  );
};
