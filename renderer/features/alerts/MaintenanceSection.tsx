import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Maintenance } from '../../../shared/alerts/maintenance.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { maintenanceOf } from './alertsQueries.ts';
import { MaintenanceDialog } from './MaintenanceDialog.tsx';
import styles from './QuietRow.module.css';
import { scheduleInWords } from './scheduleInWords.ts';

/** The maintenance windows of an environment. A deploy needs none: it opens its own. */
export const MaintenanceSection = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(maintenanceOf(environment.id));
  const cache = useQueryClient();
  const [edited, setEdited] = useState<Maintenance | 'new' | null>(null);
  const again = () => void cache.invalidateQueries({ queryKey: maintenanceOf(environment.id).queryKey });
  const remove = useMutation(
    api.alerts.removeMaintenance.mutationOptions({
      onSuccess: () => {
        again();
        notifyDone('The maintenance window is removed');
      },
      onError: (error) => notifyFailure('The window was not removed', describeFailure(error)),
    }),
  );
  const add = <Button onClick={() => setEdited('new')}>Add a window</Button>;
  return (
    <Section
      title="Maintenance windows"
      lead="A deploy needs none: it opens its own, from its start until its health check is over."
      actions={(query.data?.length ?? 0) > 0 && add}
    >
      <QueryView query={query} what="Reading the windows" failed="The windows could not be read">
        {(windows) =>
          windows.length === 0 ? (
            <EmptyView title="No maintenance window" actions={add}>
              Plan one for work on {environment.name} that is meant to break something for a while.
            </EmptyView>
          ) : (
            <ul className={styles.list}>
              {windows.map((window) => (
                <li key={window.id} className={styles.row}>
                  <span className={styles.name}>
                    <strong>
                      <bdi>{window.name}</bdi>
                    </strong>
                    <bdi className={styles.words}>{scheduleInWords(window.schedule)}</bdi>
                  </span>
                  <State active={window.active} next={window.next} />
                  <span className={styles.acts}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Change ${window.name}`}
                      onClick={() => setEdited(window)}
                    >
                      Change
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Remove ${window.name}`}
                      onClick={() => remove.mutate({ window: window.id })}
                    >
                      Remove
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {edited !== null && (
        <MaintenanceDialog
          environment={environment.id}
          window={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            again();
            setEdited(null);
          }}
        />
      )}
    </Section>
  );
};

const State = ({ active, next }: { readonly active: boolean; readonly next: number | null }) => {
  if (active) return <StatusBadge bare status="running" label="holds now" />;
  if (next === null) return <StatusBadge bare status="stopped" label="over" />;
  return (
    <span className={styles.words}>
      next <RelativeTime at={next} />
    </span>
  );
};
