import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Item } from '../../../../shared/backlog/item.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { LoadingView } from '../../../ui/LoadingView.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { changeInWords } from './changeInWords.ts';
import styles from './HistorySection.module.css';
import { itemHistoryOf } from './itemQueries.ts';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
}

/** Everything that was done to the item, newest first, field by field. */
export const HistorySection = ({ item, model }: Props) => {
  const query = useInfiniteQuery(itemHistoryOf(item.id));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Section title="History">
      {query.data === undefined && query.isError && (
        <ErrorView
          title="The history could not be read"
          failure={describeFailure(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {query.data === undefined && !query.isError && <LoadingView what="Reading the history" rows={3} />}
      <ol className={styles.entries}>
        {entries.map(({ sequence, at, actor, verb, change }) => {
          const lines = changeInWords(change, model);
          return (
            <li key={sequence} className={styles.entry}>
              <span className={styles.when}>
                <RelativeTime at={at} /> <bdi>{actor}</bdi>
                {verb === 'undo' && ' · undone'}
                {verb === 'redo' && ' · done again'}
              </span>
              {lines.map((line) => (
                <bdi key={line} className={styles.line}>
                  {line}
                </bdi>
              ))}
            </li>
          );
        })}
      </ol>
      {query.hasNextPage && (
        <div>
          <Button
            variant="default"
            size="compact-xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show what was before
          </Button>
        </div>
      )}
    </Section>
  );
};
