import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ChangeState } from '../../../shared/reviews/change.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { walkRows } from '../../ui/walkRows.ts';
import { ChangeRow } from './ChangeRow.tsx';
import { NoChange } from './NoChange.tsx';
import { ReviewNav } from './ReviewNav.tsx';
import styles from './ReviewPage.module.css';
import { changesOf } from './reviewsQueries.ts';
import { UnreadBranches } from './UnreadBranches.tsx';

const route = getRouteApi('/p/$project/review');

const keys: KeyGroup = {
  title: 'Review',
  keys: [
    { keys: ['J'], act: 'To the next change' },
    { keys: ['K'], act: 'To the change before' },
    { keys: ['Enter'], act: 'Open the change' },
  ],
};

const states: readonly { readonly value: ChangeState; readonly label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'merged', label: 'Merged' },
  { value: 'abandoned', label: 'Abandoned' },
];

/** The changes of a project: what waits for a review, and what was merged. */
export const ReviewPage = () => {
  const { project } = route.useParams();
  const navigate = useNavigate();
  const [state, setState] = useState<ChangeState>('open');
  const query = useInfiniteQuery(changesOf(project, state));
  const list = useRef<HTMLUListElement>(null);
  useShownKeys(keys);
  const move = (by: number) => () =>
    walkRows([...(list.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])], by);
  const open = (): boolean => {
    const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.change : undefined;
    const change = query.data?.pages.flatMap((page) => page.changes).find((each) => each.id === id);
    if (change === undefined) return false;
    void navigate({ to: '/p/$project/review/$change', params: { project, change: change.id } });
    return true;
  };
  useScreenKeys({ j: move(1), k: move(-1), Enter: open });
  return (
    <Page title="Review" lead="Branches on their way to the base: read, answered, approved, merged.">
      <ReviewNav project={project} shown="changes" />
      <div>
        <SegmentedControl
          aria-label="Which changes"
          value={state}
          onChange={(value) => setState(value as ChangeState)}
          data={[...states]}
        />
      </div>
      <QueryView query={query} what="Reading the changes" failed="The changes could not be read" rows={6}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.changes);
          const unread = pages[0]?.unread ?? [];
          if (all.length === 0 && unread.length === 0)
            return state === 'open' ? <NoChange project={project} /> : <EmptyView title={`No ${state} change`} />;
          return (
            <>
              <UnreadBranches branches={unread} />
              <ul ref={list} className={styles.list} aria-label="Changes">
                {all.map((change) => (
                  <ChangeRow key={change.id} change={change} />
                ))}
              </ul>
              {query.hasNextPage && (
                <div>
                  <Button
                    variant="default"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    Show older changes
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
};
