import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { rulesOf, silencesOf } from './alertsQueries.ts';
import styles from './QuietRow.module.css';

/** The silences of an environment that hold now; they are set from an alert. */
export const SilenceSection = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(silencesOf(environment.id));
  const rules = useQuery(rulesOf(environment.id));
  const cache = useQueryClient();
  const end = useMutation(
    api.alerts.unsilence.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey: silencesOf(environment.id).queryKey });
        notifyDone('The silence is over');
      },
      onError: (error) => notifyFailure('The silence still holds', describeFailure(error)),
    }),
  );
  return (
    <Section title="Silences">
      <QueryView query={query} what="Reading the silences" failed="The silences could not be read" rows={1}>
        {(silences) =>
          silences.length === 0 ? (
            <p className={styles.words}>Nothing is silenced. An open alert can be, with its Silence button.</p>
          ) : (
            <ul className={styles.list}>
              {silences.map(({ rule, until, reason }) => {
                const name =
                  rule === null ? 'Every rule' : (rules.data?.find(({ id }) => id === rule)?.name ?? 'A rule');
                return (
                  <li key={rule ?? 'all'} className={styles.row}>
                    <span className={styles.name}>
                      <strong>
                        <bdi>{name}</bdi>
                      </strong>
                      <bdi className={styles.words}>{reason}</bdi>
                    </span>
                    <span className={styles.words}>
                      ends <RelativeTime at={until} />
                    </span>
                    <span className={styles.acts}>
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={end.isPending && end.variables.rule === rule}
                        onClick={() => end.mutate({ environmentId: environment.id, rule })}
                      >
                        End it now
                      </Button>
                    </span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryView>
    </Section>
  );
};
