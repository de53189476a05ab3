import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { personKey } from '../../../shared/reviews/person.ts';
import type { CommentReply } from '../../../shared/reviews/reviewComment.ts';
import { client } from '../../backend/client.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { CommentForm } from './CommentForm.tsx';
import { useCommentDraft } from './commentDrafts.ts';
import { nameOfPerson } from './reviewWords.ts';
import styles from './SaidComment.module.css';
import { useReviewActs } from './useReviewActs.ts';

interface Props {
  readonly change: WholeChange;
  readonly said: CommentReply;
  readonly isNew: boolean;
}

/** What one person said, with how they edit it or take it back. One that is deleted says so. */
export const SaidComment = ({ change, said, isNew }: Props) => {
  const { id, author, at, body, version, editedAt, deletedAt } = said;
  const place = `edit ${id}`;
  const [draft, write] = useCommentDraft(change.id, place);
  const [asked, setAsked] = useState<'edit' | 'delete' | null>(null);
  const [seen, setSeen] = useState(version);
  const { remove, busy } = useReviewActs(change);
  const isMine = change.me !== null && personKey(change.me) === personKey(author);
  const edit = (): void => {
    if (draft === '') write(body);
    setSeen(version);
    setAsked('edit');
  };
  return (
    <div className={styles.said}>
      <div className={styles.who}>
        <bdi className={styles.name}>{nameOfPerson(author)}</bdi>
        <RelativeTime at={at} />
        {editedAt !== null && deletedAt === null && (
          <span>
            edited <RelativeTime at={editedAt} />
          </span>
        )}
        {isNew && <span className={styles.fresh}>new</span>}
        {isMine && deletedAt === null && change.state !== 'abandoned' && asked === null && (
          <span className={styles.acts}>
            <Button variant="subtle" size="compact-xs" onClick={edit}>
              Edit
            </Button>
            <Button variant="subtle" size="compact-xs" onClick={() => setAsked('delete')}>
              Delete…
            </Button>
          </span>
        )}
      </div>
      {deletedAt !== null ? (
        <p className={styles.gone}>
          Deleted by its writer <RelativeTime at={deletedAt} />
        </p>
      ) : asked === 'edit' ? (
        <CommentForm
          change={change.id}
          place={place}
          label="What it says from now on"
          button="Save the comment"
          focus
          send={(text) => client.reviews.editComment({ comment: id, seen, body: text })}
          onClose={() => setAsked(null)}
        />
      ) : (
        <Markdown text={body} />
      )}
      {asked === 'delete' && deletedAt === null && (
        <fieldset className={styles.ask} aria-label="Delete the comment">
          <span>Its text goes; that it was there stays, and the ledger keeps what it said.</span>
          <Button variant="default" size="compact-xs" autoFocus onClick={() => setAsked(null)}>
            Keep it
          </Button>
          <Button
            color="red"
            size="compact-xs"
            disabled={busy}
            onClick={() => {
              remove({ comment: id, seen: version });
              setAsked(null);
            }}
          >
            Delete the comment
          </Button>
        </fieldset>
      )}
    </div>
  );
};
