import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { COMMENT_MAX, type Comment } from '../../../../shared/backlog/itemDetail.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { planningWindow } from '../../../backend/planningWindow.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { Markdown } from '../../../ui/Markdown.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import styles from './CommentView.module.css';
import { useDetailActs } from './useDetailActs.ts';

/** One comment, with who said it and when; it can be changed and removed, and that can be undone. */
export const CommentView = ({ comment }: { readonly comment: Comment }) => {
  const [draft, setDraft] = useState<string | null>(null);
  const { editComment, removeComment } = useDetailActs();
  const failed = editComment.error ?? removeComment.error;
  const save = () => {
    if (draft === null || draft.trim() === '' || editComment.isPending) return;
    editComment.mutate({ ...planningWindow, comment: comment.id, text: draft }, { onSuccess: () => setDraft(null) });
  };
  return (
    <article className={styles.comment}>
      <div className={styles.head}>
        <bdi className={styles.author}>{comment.author}</bdi>
        <RelativeTime at={comment.at} />
        {comment.editedAt !== null && <span>, changed</span>}
        <span className={styles.acts}>
          <ActionIcon size={22} aria-label="Edit the comment" onClick={() => setDraft(comment.text)}>
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={22}
            aria-label="Remove the comment"
            onClick={() => removeComment.mutate({ ...planningWindow, comment: comment.id })}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </span>
      </div>
      {draft === null ? (
        <Markdown text={comment.text} />
      ) : (
        <>
          <Textarea
            aria-label="The comment"
            autosize
            autoFocus
            minRows={2}
            maxRows={12}
            maxLength={COMMENT_MAX}
            dir="auto"
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
              else if (event.key === 'Escape') setDraft(null);
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
          <div className={styles.save}>
            <Button onClick={save} loading={editComment.isPending} disabled={draft.trim() === ''}>
              Save comment
            </Button>
            <Button variant="default" onClick={() => setDraft(null)}>
              Discard
            </Button>
          </div>
        </>
      )}
      {failed !== null && <ErrorView title="The comment was not changed" failure={describeFailure(failed)} />}
    </article>
  );
};
