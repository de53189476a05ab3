import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BranchList } from '../../../shared/branches/contract.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { Callout } from '../../ui/Callout.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { branchColumns } from './branchColumns.tsx';
import styles from './branches.module.css';
import { type BranchFilter, branchFilters, fitsFilter, isDeletable } from './branchWords.ts';
import { RemoveBranchesDialog } from './RemoveBranchesDialog.tsx';

/** Rows drawn at first: a table of them all would be slow to read and to draw. */
const SHOWN = 200;

const filterTitles: Readonly<Record<BranchFilter, string>> = {
  all: 'All branches',
  attention: 'Wanting a look',
  merged: 'Merged',
  'no item': 'Without an item',
};

interface Props {
  readonly project: ProjectId;
  readonly list: BranchList;
  readonly onStart: () => void;
}

/** The branches, filtered, with what can be done to many at once. */
export const BranchListView = ({ project, list, onStart }: Props) => {
  const [filter, setFilter] = useState<BranchFilter>('all');
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { base, branches, more, waiting, trouble, github } = list;
  if (trouble !== null)
    return (
      <Callout tone="danger" title="The branches cannot be listed">
        <p>
          {trouble.message} {trouble.act}
        </p>
      </Callout>
    );
  if (base === null) return null;
  const fitting = branches.filter((branch) => fitsFilter(branch, filter, text));
  const deletable = branches.filter(isDeletable);
  const shown = all ? fitting : fitting.slice(0, SHOWN);
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
            {github.message} {github.act}
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
              className={styles.search}
              label="Search"
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
          </div>
          {shown.length === 0 ? (
            <p className={styles.note}>No branch fits.</p>
          ) : (
            <DataTable
              caption="Branches, newest commit first"
              columns={branchColumns(branches.some(({ pullRequest }) => pullRequest !== null))}
              rows={shown}
              rowKey={({ name }) => name}
            />
          )}
          {fitting.length > shown.length && (
            <div>
              <Button variant="default" onClick={() => setAll(true)}>
                Show all {fitting.length}
              </Button>
            </div>
          )}
          {more > 0 && <p className={styles.note}>{more} older branches are not listed.</p>}
        </>
      )}
      {removing && <RemoveBranchesDialog project={project} branches={deletable} onClose={() => setRemoving(false)} />}
    </>
  );
};
