import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { CommentBody } from '../../../shared/reviews/reviewComment.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { fieldMessage } from '../../ui/fieldMessage.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import styles from './CommentForm.module.css';
import { useCommentDraft } from './commentDrafts.ts';

interface Props {
  readonly change: ChangeId;
  /** Names the place among the drafts. */
  readonly place: string;
  readonly label: string;
  readonly button: string;
  /** Resolves when it is sent; what it throws is shown. */
  readonly send: (body: string) => Promise<unknown>;
  /** Called after it was sent, and to leave; what was typed stays a draft. */
  readonly onClose: (() => void) | null;
  readonly focus?: boolean;
}

/** A comment being written, in Markdown. What is typed is kept until it is sent or emptied. */
export const CommentForm = ({ change, place, label, button, send, onClose, focus = false }: Props) => {
  const [text, write] = useCommentDraft(change, place);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const [isShown, setShown] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const read = CommentBody.safeParse(text);
    const [issue] = read.error?.issues ?? [];
    setProblem(issue === undefined ? null : fieldMessage(issue));
    if (!read.success || isSending) return;
    setSending(true);
    setFailure(null);
    try {
      await send(read.data);
      write('');
      onClose?.();
    } catch (error) {
      setFailure(error);
    } finally {
      setSending(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && onClose !== null) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Textarea
        label={label}
        description="Markdown. Ctrl Enter sends it; it is kept while you are elsewhere."
        autosize
        minRows={2}
        maxRows={14}
        maxLength={20_000}
        value={text}
        error={problem}
        ref={(element) => {
          if (focus && element !== null && element.dataset.focused === undefined) {
            element.dataset.focused = '';
            element.focus({ preventScroll: true });
          }
        }}
        onKeyDown={onKey}
        onChange={({ currentTarget: { value } }) => write(value)}
      />
      {isShown && text.trim() !== '' && (
        <div className={styles.shown}>
          <Markdown text={text} />
        </div>
      )}
      {failure !== null && <ErrorView title="The comment was not sent" failure={describeFailure(failure)} />}
      <div className={styles.acts}>
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(!isShown)} aria-pressed={isShown}>
          {isShown ? 'Hide the preview' : 'Preview'}
        </Button>
        {onClose !== null && (
          <Button variant="default" size="compact-sm" onClick={onClose}>
            Close
          </Button>
        )}
        <Button type="submit" size="compact-sm" loading={isSending}>
          {button}
        </Button>
      </div>
    </form>
  );
};
