import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlannedStep } from '../../../shared/deploys/contract.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import styles from './CommandList.module.css';

/** A time limit: whole seconds below a minute, since nobody sets half ones. */
const limit = (seconds: number): string => (seconds < 60 ? `${String(seconds)} s` : formatDuration(seconds * 1000));

const Step = ({ step: { name, commands, script } }: { readonly step: PlannedStep }) => {
  const [whole, setWhole] = useState(false);
  return (
    <div className={styles.step}>
      <CodeBlock text={commands} what={`commands of step ${name}`} />
      <div>
        <Button variant="subtle" size="compact-xs" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fold' : 'Unfold'} the whole script of {name} ({script.split('\n').length} lines)
        </Button>
      </div>
      {whole && <CodeBlock text={script} what={`script of step ${name}`} />}
    </div>
  );
};

/** The steps of a deploy with their exact commands, and the script around them; each can be unfolded and copied. */
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
        {steps.map((step, at) => {
          const shown = open.has(step.name);
          const Chevron = shown ? IconChevronDown : IconChevronRight;
          return (
            <li key={step.name}>
              <button type="button" className={styles.toggle} aria-expanded={shown} onClick={() => toggle(step.name)}>
                <Chevron size={15} aria-hidden />
                <span>{at + 1}</span>
                <strong>{step.title}</strong>
                <span className={styles.limit}>at most {limit(step.limitSeconds)}</span>
              </button>
              {shown && <Step step={step} />}
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
