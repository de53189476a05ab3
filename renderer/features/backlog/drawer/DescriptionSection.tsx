import { Button, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { DESCRIPTION_MAX } from '../../../../shared/backlog/item.ts';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { Markdown } from '../../../ui/Markdown.tsx';
import { Section } from '../../../ui/Section.tsx';
import { UnsavedGuard } from '../../../ui/UnsavedGuard.tsx';
import styles from './DescriptionSection.module.css';

interface Props {
  readonly description: string;
  readonly onSave: (description: string) => Promise<unknown>;
}

/** The description as it reads, and its Markdown to edit, with a look at what it will be. */
export const DescriptionSection = ({ description, onSave }: Props) => {
  const [draft, setDraft] = useState<string | null>(null);
  const [preview, setPreview] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = () => {
    if (draft === null || busy) return;
    if (draft === description) return setDraft(null);
    setBusy(true);
    onSave(draft)
      .then(() => setDraft(null))
      .catch(() => {}) // The drawer says why; what was written stays.
      .finally(() => setBusy(false));
  };
  if (draft === null)
    return (
      <Section
        title="Description"
        actions={
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPencil size={13} aria-hidden />}
            onClick={() => {
              setPreview(false);
              setDraft(description);
            }}
          >
            Edit
          </Button>
        }
      >
        {description.trim() === '' ? (
          <p className={styles.none}>Nothing is written yet.</p>
        ) : (
          <Markdown text={description} />
        )}
      </Section>
    );
  return (
    <Section title="Description">
      <UnsavedGuard dirty={draft !== description} />
      {preview ? (
        <div className={styles.preview}>
          <Markdown text={draft} />
        </div>
      ) : (
        <Textarea
          aria-label="Description"
          description="Markdown"
          autosize
          autoFocus
          minRows={8}
          maxRows={24}
          maxLength={DESCRIPTION_MAX}
          dir="auto"
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
            else if (event.key === 'Escape' && draft === description) setDraft(null);
            else if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      )}
      <div className={styles.acts}>
        <Button onClick={save} loading={busy} rightSection={<KeyHint keys={['Ctrl Enter']} />}>
          Save description
        </Button>
        <Button variant="default" aria-pressed={preview} onClick={() => setPreview(!preview)}>
          {preview ? 'Go on writing' : 'Preview'}
        </Button>
        <Button variant="default" onClick={() => setDraft(null)}>
          Discard
        </Button>
      </div>
    </Section>
  );
};
