import type { ReactNode } from 'react';
import { describeFailure } from '../backend/failure.ts';
import { ErrorView } from './ErrorView.tsx';
import type { Reading } from './joinQueries.ts';
import { LoadingView } from './LoadingView.tsx';

interface Props<Data> {
  readonly query: Reading<Data>;
  /** What is being read, e.g. "Reading the projects". */
  readonly what: string;
  /** What failed, e.g. "The projects could not be read". */
  readonly failed: string;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Loading, error and full of one query, or of several by `joinQueries`. Old data stay in view when a later read fails; the frame's banner says why. */
export const QueryView = <Data,>({ query, what, failed, rows = 4, children }: Props<Data>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <ErrorView
        title={failed}
        failure={describeFailure(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return <LoadingView what={what} rows={rows} />;
};
