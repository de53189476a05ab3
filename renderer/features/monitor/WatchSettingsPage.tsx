import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { watchesOf, watchSettingsOf } from './monitorQueries.ts';
import { WatchSettingsForm } from './WatchSettingsForm.tsx';

const route = getRouteApi('/p/$project/path/$environment/settings');

/** How one environment is watched. */
export const WatchSettingsPage = () => {
  const { project, environment } = route.useParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const query = useProject(project);
  const settings = useQuery(watchSettingsOf(environment));
  const name = query.data?.environments.find(({ id }) => id === environment)?.name;
  const save = useMutation(
    api.monitor.saveSettings.mutationOptions({
      onSuccess: (saved) => {
        cache.setQueryData(watchSettingsOf(environment).queryKey, saved);
        void cache.invalidateQueries({ queryKey: watchesOf(project).queryKey });
        notifyDone(saved.enabled ? `${name ?? 'It'} is watched` : `${name ?? 'It'} is not watched`);
        void navigate({
          to: '/p/$project/path',
          params: { project },
          search: { environment },
          ignoreBlocker: true,
        });
      },
    }),
  );
  return (
    <Page title="How it is watched" lead={name === undefined ? undefined : <bdi>{name}</bdi>} width="narrow">
      <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
        {(found) =>
          found === null || name === undefined ? (
            <EmptyView title="This environment is gone">It was deleted, or the address is old.</EmptyView>
          ) : (
            <QueryView query={settings} what="Reading how it is watched" failed="How it is watched could not be read">
              {(saved) => (
                <WatchSettingsForm
                  environment={environment}
                  initial={saved}
                  busy={save.isPending}
                  onSubmit={(wanted) => save.mutate({ environment, settings: wanted })}
                >
                  {save.isError && <ErrorView title="It was not saved" failure={describeFailure(save.error)} />}
                </WatchSettingsForm>
              )}
            </QueryView>
          )
        }
      </QueryView>
    </Page>
  );
};
