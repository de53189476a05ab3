import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { BranchList, Trouble } from '../../../shared/branches/contract.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { Callout } from '../../ui/Callout.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LongTable } from '../../ui/LongTable.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { branchColumns } from './branchColumns.tsx';
import styles from './branches.module.css';
import { type BranchFilter, branchFilters, fitsFilter, isDeletable } from './branchWords.ts';
import { RemoveBranchesDialog } from './RemoveBranchesDialog.tsx';

/** Pixels of most rows: a name and a subject. */
const ROW = 41;

const filterTitles: Readonly<Record<BranchFilter, string>> = {
  all: 'All branches',
  attention: 'Wanting a look',
  merged: 'Merged',
  'no item': 'Without an item',
};

interface Props {
  readonly project: ProjectId;
  readonly list: BranchList;
  /** What is wrong with the repository, when the page says so already. */
  readonly said: Trouble | null;
  readonly onStart: () => void;
}

/** The branches, filtered, with what can be done to many at once. */
export const BranchListView = ({ project, list, said, onStart }: Props) => {
  const [filter, setFilter] = useState<BranchFilter>('all');
  const [text, setText] = useState('');
  const [removing, setRemoving] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useScreenKeys({
    '/': () => {
      search.current?.focus();
      return search.current !== null;
    },
  });
  const { base, branches, more, waiting, trouble, github } = list;
  if (trouble !== null || base === null)
    return (
      <>
        {trouble !== null && trouble.message !== said?.message && (
          <Callout tone="danger" title="The branches cannot be listed">
            <p>
              {trouble.message} {trouble.act}
            </p>
          </Callout>
        )}
        {(trouble ?? said) !== null && (
          <div>
            <LinkButton to="/p/$project/build/repository" params={{ project }}>
              Settings of the repository
            </LinkButton>
          </div>
        )}
      </>
    );
  const fitting = branches.filter((branch) => fitsFilter(branch, filter, text));
  const deletable = branches.filter(isDeletable);
  return (
    <>
      <p className={styles.note}>
        Base <bdi className={styles.mono}>{base.name}</bdi> at <Revision value={base.head} /> <bdi>{base.subject}</bdi>
        {base.at > 0 && (
          <>
            , <RelativeTime at={base.at} />
          </>
        )}
        {waiting > 0 && `. Trying ${waiting} ${waiting === 1 ? 'merge' : 'merges'}…`}
      </p>
      {github !== null && (
        <Callout tone="warning" title="GitHub is not heard">
          <p>
            {github.message} {github.act} The gates of changes stay closed until it is heard.
          </p>
        </Callout>
      )}
      {branches.length === 0 ? (
        <EmptyView title="No branch beside the base" actions={<Button onClick={onStart}>Start work on an item</Button>}>
          Work on an item begins with a branch of its own, named after the item.
        </EmptyView>
      ) : (
        <>
          <div className={styles.bar}>
            <TextInput
              ref={search}
              className={styles.search}
              label="Search"
              rightSection={<KeyHint keys={['/']} />}
              placeholder="name, subject, author, item"
              value={text}
              onChange={({ currentTarget: { value } }) => setText(value)}
            />
            <NativeSelect
              label="Show"
              data={branchFilters.map((value) => ({ value, label: filterTitles[value] }))}
              value={filter}
              onChange={({ currentTarget: { value } }) =>
                setFilter(branchFilters.find((each) => each === value) ?? 'all')
              }
            />
            <Button variant="default" disabled={deletable.length === 0} onClick={() => setRemoving(true)}>
              Delete merged branches…
            </Button>
            <p className={styles.count} aria-live="polite">
              {fitting.length === branches.length ? '' : `${fitting.length.toLocaleString('en')} of `}
              {inWords(branches.length)}
              {more > 0 && `, ${more.toLocaleString('en')} older ones are not listed`}
            </p>
          </div>
          {fitting.length === 0 ? (
            <p className={styles.note}>No branch fits.</p>
          ) : (
            <LongTable
              caption="Branches, newest commit first"
              columns={branchColumns(branches.some(({ pullRequest }) => pullRequest !== null))}
              rows={fitting}
              rowKey={({ name }) => name}
              rowHeight={ROW}
              onOpen={({ item }) => item !== null && void navigate({ to: '.', search: { item: item.id } })}
            />
          )}
        </>
      )}
      {removing && <RemoveBranchesDialog project={project} branches={deletable} onClose={() => setRemoving(false)} />}
    </>
  );
};

const inWords = (branches: number): string =>
  `${branches.toLocaleString('en')} ${branches === 1 ? 'branch' : 'branches'}`;
