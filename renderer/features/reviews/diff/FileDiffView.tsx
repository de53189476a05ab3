import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { ListedFile } from '../../../../shared/reviews/changedFile.ts';
import type { WholeChange } from '../../../../shared/reviews/contract.ts';
import type { FileDiff } from '../../../../shared/reviews/fileDiff.ts';
import { client } from '../../../backend/client.ts';
import { Callout } from '../../../ui/Callout.tsx';
import { visibleText } from '../../../ui/console/visibleText.ts';
import { QueryView } from '../../../ui/QueryView.tsx';
import { CommentForm } from '../CommentForm.tsx';
import { CommentThread } from '../CommentThread.tsx';
import { useDraftPlaces } from '../commentDrafts.ts';
import { commentsOfFile } from '../commentsOfFile.ts';
import type { DiffLook } from '../diffLook.ts';
import { type DiffRange, fileDiffOf } from '../reviewsQueries.ts';
import { codeLanguage } from './codeLanguage.ts';
import { DiffList, type DiffListHandle, keyOfPlace } from './DiffList.tsx';
import { diffBlocks } from './diffBlocks.ts';
import { type DiffRow, diffRows } from './diffRows.ts';
import { FileContent } from './FileContent.tsx';
import styles from './FileDiffView.module.css';
import { hiddenCharacters } from './hiddenCharacters.ts';
import { LineComments } from './LineComments.tsx';
import { useDiffKeys } from './useDiffKeys.ts';
import { useRevealed } from './useRevealed.ts';

interface Props {
  readonly change: WholeChange;
  readonly range: DiffRange;
  readonly file: ListedFile;
  readonly look: DiffLook;
  /** Whether a comment on the file as a whole is being written, and how that ends. */
  readonly isWriting: boolean;
  readonly onWritten: () => void;
  /** The line that the address names. */
  readonly line: { readonly side: 'old' | 'new'; readonly line: number } | null;
}

/** What differs in one file, with the comments on it. */
export const FileDiffView = (props: Props) => {
  const { range, file, look } = props;
  const [whole, setWhole] = useState(false);
  const query = useQuery(fileDiffOf(range, file.path, whole, look.ignoreSpace));
  return (
    <QueryView query={query} what="Reading the diff" failed="The diff could not be read" rows={12}>
      {({ content, newLines }) =>
        content.kind === 'hunks' ? (
          <Hunks key={`${file.path} ${range.from} ${range.to}`} {...props} hunks={content.hunks} newLines={newLines} />
        ) : (
          <>
            <Beside {...props} />
            <FileContent content={content} onWhole={() => setWhole(true)} />
          </>
        )
      }
    </QueryView>
  );
};

interface HunksProps extends Props {
  readonly hunks: Extract<FileDiff['content'], { kind: 'hunks' }>['hunks'];
  readonly newLines: number | null;
}

const useCommentsHere = ({ change, range, file }: Props) =>
  useMemo(
    () => commentsOfFile(change.comments, file, { revision: range.to, newest: range.to === change.current.number }),
    [change.comments, change.current.number, range.to, file],
  );

/** Comments that stand on no line that is shown. */
const Beside = (props: Props & { readonly unseen?: ReactNode }) => {
  const { ofFile, outdated } = useCommentsHere(props);
  const { change, range, file, isWriting } = props;
  if (ofFile.length + outdated.length === 0 && props.unseen === undefined && !isWriting) return null;
  return (
    <section className={styles.beside} aria-label="Comments beside the lines">
      {ofFile.map((comment) => (
        <CommentThread key={comment.id} change={props.change} comment={comment} where={<span>on the file</span>} />
      ))}
      {outdated.map((comment) => (
        <CommentThread
          key={comment.id}
          change={props.change}
          comment={comment}
          where={
            <span>
              line {comment.place.line} of revision {comment.revision}
            </span>
          }
        />
      ))}
      {props.unseen}
      {isWriting && (
        <CommentForm
          change={change.id}
          place={`file ${range.to} ${file.path}`}
          label="Comment on the file"
          button="Send the comment"
          focus
          send={(body) =>
            client.reviews.comment({
              change: change.id,
              revision: range.to,
              place: { path: file.path, side: 'new', line: null },
              body,
            })
          }
          onClose={props.onWritten}
        />
      )}
    </section>
  );
};

const Hunks = (props: HunksProps) => {
  const { change, range, file, look, hunks, newLines } = props;
  const [revealed, reveal] = useRevealed(range, file.path);
  const rows = useMemo(
    () => diffRows(diffBlocks(hunks, revealed, newLines), look.view),
    [hunks, revealed, newLines, look.view],
  );
  const list = useRef<DiffListHandle>(null);
  const canComment = change.state === 'open';
  const [chosen, setChosen] = useState<string | null>(() =>
    props.line === null ? null : keyOfPlace(rows, props.line.side, props.line.line),
  );
  const drafts = useDraftPlaces(change.id);
  // What was begun and left is open again.
  const [writing, setWriting] = useState<readonly string[]>(() =>
    canComment ? keysOfDrafts(rows, drafts, range.to, file.path) : [],
  );
  const here = useCommentsHere(props);
  const write = (key: string): void => {
    setChosen(key);
    if (canComment) setWriting((before) => (before.includes(key) ? before : [...before, key]));
  };
  const stopWriting = (key: string): void => {
    setWriting((before) => before.filter((other) => other !== key));
    list.current?.focus();
  };
  useDiffKeys({ rows, chosen, onChoose: setChosen, onComment: write, list });

  const placed = useMemo(() => {
    const byKey = new Map<string, typeof here.placed>();
    const unseen: (typeof here.placed)[number][] = [];
    for (const each of here.placed) {
      const key = keyOfPlace(rows, each.side, each.line);
      if (key === null) unseen.push(each);
      else byKey.set(key, [...(byKey.get(key) ?? []), each]);
    }
    return { byKey, unseen };
  }, [here, rows]);
  const widgets = new Map<string, ReactNode>();
  for (const key of new Set([...placed.byKey.keys(), ...writing]))
    widgets.set(
      key,
      <LineComments
        change={change}
        rows={rows}
        path={file.path}
        revision={range.to}
        lineKey={key}
        comments={placed.byKey.get(key) ?? []}
        isWriting={writing.includes(key)}
        onClose={() => stopWriting(key)}
      />,
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line of the address is gone to once, when the file opens
  useEffect(() => {
    const row = rows.findIndex((each) => each.kind === 'piece' && each.changes.some(({ key }) => key === chosen));
    if (row >= 0 && chosen !== null) list.current?.reveal(row, chosen);
  }, []);
  const hidden = useMemo(() => hiddenCharacters(rows), [rows]);
  return (
    <>
      {hidden > 0 && (
        <Callout tone="warning">
          <p>
            {hidden === 1 ? 'One character' : `${hidden.toLocaleString('en')} characters`} here cannot be seen or turn
            the text around. They are written out, as <code>\u202e</code>: code may be other than it looks in an editor.
          </p>
        </Callout>
      )}
      <Beside
        {...props}
        unseen={
          placed.unseen.length === 0
            ? undefined
            : placed.unseen.map(({ comment, line }) => (
                <CommentThread
                  key={comment.id}
                  change={change}
                  comment={comment}
                  where={<span>line {line}, not shown</span>}
                />
              ))
        }
      />
      <DiffList
        label={`Diff of ${visibleText(file.path)}`}
        rows={rows}
        view={look.view}
        diffType={
          look.view === 'split' && (file.status === 'added' || file.status === 'deleted')
            ? oneSided[file.status]
            : 'modify'
        }
        wrap={look.wrap}
        language={codeLanguage(file.path)}
        widgets={widgets}
        chosen={chosen}
        onChoose={setChosen}
        onComment={write}
        onReveal={reveal}
        handle={list}
      />
    </>
  );
};

/** The lines of a file that there are drafts for, by their keys. */
const keysOfDrafts = (
  rows: readonly DiffRow[],
  drafts: readonly string[],
  revision: number,
  path: string,
): readonly string[] =>
  drafts.flatMap((draft) => {
    const [, number, side, line, of] = /^(\d+) (old|new) (\d+) ([\s\S]*)$/.exec(draft) ?? [];
    if (Number(number) !== revision || of !== path || (side !== 'old' && side !== 'new')) return [];
    const key = keyOfPlace(rows, side, Number(line));
    return key === null ? [] : [key];
  });

const oneSided = { added: 'add', deleted: 'delete' } as const;
