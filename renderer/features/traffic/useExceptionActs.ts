import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ExceptionGroup } from '../../../shared/monitor/exceptionGroup.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';

/** A group with what counts to it as this window shows it: whoever changed it in between is told of, not overwritten. */
export const seenGroup = ({ id, parts }: ExceptionGroup) => ({ group: id, parts: parts.map((part) => part.id) });

/** What can be done with groups of exceptions. */
export const useExceptionActs = () => {
  const cache = useQueryClient();
  const refresh = () => void cache.invalidateQueries({ queryKey: api.exceptions.key() });
  const failed = (title: string) => (error: unknown) => {
    refresh();
    const failure = describeFailure(error);
    const changes = failure.code === 'CONFLICT' ? changesOf(failure.data) : '';
    notifyFailure(title, { ...failure, message: `${failure.message}${changes}` });
  };
  const resolve = useMutation(
    api.exceptions.resolve.mutationOptions({
      onSuccess: ({ type }) => {
        refresh();
        notifyDone(`${type} is resolved; should it be seen again, it opens by itself`);
      },
      onError: failed('It was not resolved'),
    }),
  );
  const merge = useMutation(
    api.exceptions.merge.mutationOptions({
      onSuccess: ({ type, parts }) => {
        refresh();
        notifyDone(`${parts.length} fingerprints count to ${type} now; its details split them again`);
      },
      onError: failed('They were not merged'),
    }),
  );
  const split = useMutation(
    api.exceptions.split.mutationOptions({
      onSuccess: (groups) => {
        refresh();
        notifyDone(`${groups.at(-1)?.type ?? 'It'} is a group of its own again`);
      },
      onError: failed('It was not split out'),
    }),
  );
  return { resolve, merge, split };
};

const changesOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'changes' in data && Array.isArray(data.changes)
    ? ` ${data.changes.join(' ')}`
    : '';
