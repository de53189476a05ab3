import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../backend/client.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RefusedSave } from '../../ui/RefusedSave.tsx';
import { QaNav } from './QaNav.tsx';
import { QaSettingsForm } from './QaSettingsForm.tsx';
import { qaSettingsOf } from './qaQueries.ts';

const route = getRouteApi('/p/$project/qa/settings');

/** How the project's tests are run, and what a deploy to production wants. */
export const QaSettingsPage = () => {
  const { project } = route.useParams();
  const cache = useQueryClient();
  const query = useProject(project);
  const settings = useQuery(qaSettingsOf(project));
  // A form that was saved begins anew with what is there; one that another window changed must not be drawn over.
  const [saved, setSaved] = useState(0);
  const save = useMutation(
    api.qa.saveSettings.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: qaSettingsOf(project).queryKey });
        setSaved((count) => count + 1);
        notifyDone('The QA settings are saved');
      },
    }),
  );
  return (
    <Page
      title="Test command and gate"
      lead="How the project’s own tests are run, and what a deploy to production wants."
      width="narrow"
    >
      <QaNav project={project} shown="settings" />
      <QueryView query={query} what="Reading the project" failed="The project could not be read" rows={8}>
        {(found) =>
          found === null ? (
            <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>
          ) : (
            <QueryView query={settings} what="Reading the settings" failed="The settings could not be read" rows={8}>
              {({ settings: initial, version, gated }) => (
                <QaSettingsForm
                  key={saved}
                  initial={initial}
                  gated={gated}
                  environments={found.environments}
                  busy={save.isPending}
                  onSubmit={(wanted, seen) => save.mutate({ project, seen, settings: wanted })}
                  version={version}
                >
                  {save.isError && <RefusedSave title="The settings were not saved" error={save.error} />}
                </QaSettingsForm>
              )}
            </QueryView>
          )
        }
      </QueryView>
    </Page>
  );
};
