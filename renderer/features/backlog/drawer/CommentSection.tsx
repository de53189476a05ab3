import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import { COMMENT_MAX, type Comment } from '../../../../shared/backlog/itemDetail.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { planningWindow } from '../../../backend/planningWindow.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { Section } from '../../../ui/Section.tsx';
import { UnsavedGuard } from '../../../ui/UnsavedGuard.tsx';
import styles from './CommentSection.module.css';
import { CommentView } from './CommentView.tsx';
import { useDetailActs } from './useDetailActs.ts';

interface Props {
  readonly item: Item;
  readonly comments: readonly Comment[];
}

/** What was said about the item, oldest first. */
export const CommentSection = ({ item, comments }: Props) => {
  const [text, setText] = useState('');
  const { comment } = useDetailActs();
  const send = () => {
    if (text.trim() === '' || comment.isPending) return;
    comment.mutate({ ...planningWindow, item: item.id, text }, { onSuccess: () => setText('') });
  };
  return (
    <Section title={comments.length === 0 ? 'Comments' : `Comments (${String(comments.length)})`}>
      <UnsavedGuard dirty={text.trim() !== ''} />
      {comments.map((each) => (
        <CommentView key={each.id} comment={each} />
      ))}
      <form
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <Textarea
          aria-label="A new comment"
          placeholder="Write a comment, Markdown; Ctrl Enter adds it"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={COMMENT_MAX}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send();
          }}
        />
        {comment.isError && <ErrorView title="The comment was not added" failure={describeFailure(comment.error)} />}
        <div>
          <Button type="submit" variant="default" disabled={text.trim() === ''} loading={comment.isPending}>
            Add comment
          </Button>
        </div>
      </form>
    </Section>
  );
};
