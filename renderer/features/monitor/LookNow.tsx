import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { watchesOf } from './monitorQueries.ts';

interface Props {
  readonly environment: Environment;
  /** The first look is on its way anyway. */
  readonly busy: boolean;
}

/** Looks at the path once, besides the timer. */
export const LookNow = ({ environment, busy }: Props) => {
  const cache = useQueryClient();
  const look = useMutation(
    api.monitor.lookNow.mutationOptions({
      onSuccess: (watch) => {
        cache.setQueryData(watchesOf(environment.projectId).queryKey, (all) =>
          all?.map((each) => (each.environment === environment.id ? { ...each, watch } : each)),
        );
        announce(watch.path?.reason ?? 'Nothing was seen');
      },
      onError: (error) => notifyFailure('The path could not be looked at', describeFailure(error)),
    }),
  );
  return (
    <Button
      leftSection={<IconEye size={15} aria-hidden />}
      loading={look.isPending || busy}
      onClick={() => look.mutate({ environment: environment.id })}
    >
      Look now
    </Button>
  );
};
