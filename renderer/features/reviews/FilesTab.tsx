import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedFile } from '../../../shared/reviews/changedFile.ts';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { FileDiffView } from './diff/FileDiffView.tsx';
import { diffKeys } from './diff/useDiffKeys.ts';
import { useDiffLook } from './diffLook.ts';
import { FileHead } from './FileHead.tsx';
import { FileList } from './FileList.tsx';
import styles from './FilesTab.module.css';
import { lastLooked } from './lastLooked.ts';
import { RangeChoice } from './RangeChoice.tsx';
import type { ReviewSearch } from './reviewSearch.ts';
import { type DiffRange, filesOf } from './reviewsQueries.ts';

interface Props {
  readonly change: WholeChange;
  readonly search: ReviewSearch;
}

/** The files of a change beside the diff of the chosen one. */
export const FilesTab = ({ change, search }: Props) => {
  const newest = change.current.number;
  const to = Math.min(search.to ?? newest, newest);
  const from = Math.min(search.from ?? (to === newest ? lastLooked(change) : 0), to - 1);
  const range: DiffRange = { change: change.id, from, to };
  const query = useQuery(filesOf(range));
  return (
    <div className={styles.tab}>
      <RangeChoice
        change={change}
        from={from}
        to={to}
        isChosen={search.from !== undefined || search.to !== undefined}
      />
      <QueryView query={query} what="Reading the changed files" failed="The changed files could not be read" rows={10}>
        {({ files, more }) =>
          files.length === 0 ? (
            <EmptyView title="Nothing differs">
              {from === 0 ? 'The branch holds the same as the base.' : 'The two revisions hold the same code.'}
            </EmptyView>
          ) : (
            <Files change={change} range={range} files={files} more={more} search={search} />
          )
        }
      </QueryView>
    </div>
  );
};

interface FilesProps extends Props {
  readonly range: DiffRange;
  readonly files: readonly ListedFile[];
  readonly more: number;
}

const Files = ({ change, range, files, more, search }: FilesProps) => {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [look, setLook] = useDiffLook();
  const [commented, setCommented] = useState<string | null>(null);
  const at = Math.max(
    0,
    files.findIndex(({ path }) => path === search.file),
  );
  const file = files[at];
  const open = (path: string): void =>
    void navigate({
      to: '/p/$project/review/$change',
      params: { project: change.projectId, change: change.id },
      search: ({ side: _side, line: _line, ...rest }) => ({ ...rest, file: path }),
      replace: true,
    });
  const marking = useMutation(
    api.reviews.markReviewed.mutationOptions({
      onMutate: ({ paths, reviewed }) => {
        const { queryKey } = filesOf(range);
        cache.setQueryData(queryKey, (before) =>
          before === undefined
            ? before
            : {
                ...before,
                files: before.files.map((each) => (paths.includes(each.path) ? { ...each, reviewed } : each)),
              },
        );
      },
      onError: (error) => notifyFailure('The mark was not kept', describeFailure(error)),
      onSettled: () => cache.invalidateQueries({ queryKey: api.reviews.files.key({ input: { change: change.id } }) }),
    }),
  );
  const mark = (paths: readonly string[], reviewed: boolean): void => {
    marking.mutate({ ...range, paths: [...paths], reviewed });
    announce(`${paths.map(visibleText).join(', ')} ${reviewed ? 'reviewed' : 'not reviewed any more'}`);
  };
  const step = (by: number) => (): boolean => {
    const next = files[at + by];
    if (next === undefined) announce(by > 0 ? 'This is the last file' : 'This is the first file');
    else {
      open(next.path);
      announce(`File ${at + by + 1} of ${files.length}: ${visibleText(next.path)}`);
    }
    return true;
  };
  const commentOnFile = (): boolean => {
    if (change.state === 'open' && file !== undefined) setCommented(file.path);
    return true;
  };
  useShownKeys(diffKeys);
  useScreenKeys({
    ']': step(1),
    '[': step(-1),
    r: () => {
      if (file === undefined) return false;
      mark([file.path], !file.reviewed);
      const next = files.find((each, index) => index > at && !each.reviewed);
      if (!file.reviewed && next !== undefined) open(next.path);
      return true;
    },
    C: commentOnFile,
    s: () => {
      setLook({ view: look.view === 'split' ? 'unified' : 'split' });
      return true;
    },
    w: () => {
      setLook({ wrap: !look.wrap });
      return true;
    },
    l: () => {
      setLook({ list: !look.list });
      return true;
    },
  });
  if (file === undefined) return null;
  return (
    <div className={styles.columns}>
      {look.list && <FileList files={files} more={more} chosen={file.path} onChoose={open} onMark={mark} />}
      <div className={styles.diff}>
        <FileHead
          file={file}
          place={`${at + 1} of ${files.length}`}
          look={look}
          onLook={setLook}
          onMark={(reviewed) => mark([file.path], reviewed)}
          onComment={change.state === 'open' ? () => setCommented(file.path) : null}
        />
        <FileDiffView
          key={`${file.path} ${range.from} ${range.to}`}
          change={change}
          range={range}
          file={file}
          look={look}
          isWriting={commented === file.path}
          onWritten={() => setCommented(null)}
          line={
            search.file === file.path && search.line !== undefined
              ? { side: search.side ?? 'new', line: search.line }
              : null
          }
        />
      </div>
    </div>
  );
};
