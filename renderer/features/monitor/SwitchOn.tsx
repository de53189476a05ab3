import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { watchesOf, watchSettingsOf } from './monitorQueries.ts';

/** Switches the watching of an environment on, with the settings it has. */
export const SwitchOn = ({ environment }: { readonly environment: Environment }) => {
  const cache = useQueryClient();
  const settings = useQuery(watchSettingsOf(environment.id));
  const save = useMutation(
    api.monitor.saveSettings.mutationOptions({
      onSuccess: (saved) => {
        cache.setQueryData(watchSettingsOf(environment.id).queryKey, saved);
        void cache.invalidateQueries({ queryKey: watchesOf(environment.projectId).queryKey });
        notifyDone(`${environment.name} is watched now`);
      },
      onError: (error) => notifyFailure('Watching was not switched on', describeFailure(error)),
    }),
  );
  return (
    <Button
      loading={save.isPending}
      disabled={settings.data === undefined}
      onClick={() => {
        if (settings.data !== undefined)
          save.mutate({ environment: environment.id, settings: { ...settings.data, enabled: true } });
      }}
    >
      Watch {environment.name}
    </Button>
  );
};
