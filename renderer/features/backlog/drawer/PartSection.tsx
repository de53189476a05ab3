import { Button, TextInput } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Item, TITLE_MAX } from '../../../../shared/backlog/item.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { PointsMark } from '../../../ui/PointsMark.tsx';
import { Section } from '../../../ui/Section.tsx';
import { SplitItemDialog } from '../../../ui/SplitItemDialog.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { rollUpInWords } from '../list/cellHintOf.ts';
import { partsOf } from '../partsOf.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import styles from './PartSection.module.css';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
  readonly acts: Pick<BacklogActs, 'split'>;
}

/** What a large item was split into, with the sum. */
export const PartSection = ({ item, model, acts }: Props) => {
  const [splitting, setSplitting] = useState(false);
  const [title, setTitle] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const parts = partsOf(item.id, model);
  const add = () => {
    if (title.trim() === '') return;
    setWrong(null);
    acts
      .split(item.id, [{ title: title.trim(), estimate: null }])
      .then(() => setTitle(''))
      .catch((error: unknown) => {
        const { message, act } = describeFailure(error);
        setWrong(act === null ? message : `${message} ${act}`);
      });
  };
  return (
    <Section
      title={parts.length === 0 ? 'Parts' : `Parts: ${rollUpInWords(item, model) ?? 'none that counts'}`}
      actions={
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconArrowsSplit2 size={13} aria-hidden />}
          onClick={() => setSplitting(true)}
        >
          Split…
        </Button>
      }
    >
      {parts.length > 0 && (
        <ul className={styles.parts}>
          {parts.map((part) => (
            <li key={part.id} className={styles.part}>
              <Link to="." search={{ item: part.id }} className={styles.link}>
                {part.key} <bdi>{part.title}</bdi>
              </Link>
              <StatusMark status={model.statusOf.get(part.status) ?? null} />
              <PointsMark points={model.rolledUp.get(part.id)?.points ?? null} />
            </li>
          ))}
        </ul>
      )}
      <TextInput
        aria-label="Title of a new part"
        placeholder="Another part, Enter adds it"
        value={title}
        error={wrong}
        maxLength={TITLE_MAX}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      {splitting && (
        <SplitItemDialog
          item={item}
          scale={model.settings.scale}
          unit={model.settings.unit}
          onClose={() => setSplitting(false)}
        />
      )}
    </Section>
  );
};
