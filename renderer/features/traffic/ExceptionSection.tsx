import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UnitState } from '../../../shared/monitor/unitState.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';
import { ExceptionRow } from './ExceptionRow.tsx';
import styles from './ExceptionSection.module.css';
import { FollowLine } from './FollowLine.tsx';
import { exceptionsOf } from './trafficQueries.ts';

const statusOf = ({ active }: UnitState): Status =>
  active === 'active' ? 'healthy' : active === 'failed' ? 'failing' : active === 'activating' ? 'running' : 'stopped';

/** How the units stand, and the exceptions in the app's journal. */
export const ExceptionSection = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(exceptionsOf(environment.id));
  const cache = useQueryClient();
  const resolve = useMutation(
    api.exceptions.resolve.mutationOptions({
      onSuccess: (group) => {
        void cache.invalidateQueries({ queryKey: api.exceptions.key() });
        notifyDone(`${group.type} is resolved; should it be seen again, it opens by itself`);
      },
      onError: (error) => notifyFailure('It was not resolved', describeFailure(error)),
    }),
  );
  return (
    <Section
      title="Exceptions"
      lead={
        <>
          Python tracebacks in the journal of <bdi>{environment.unit}</bdi>, grouped by their type and their way through
          the app.
        </>
      }
    >
      <QueryView query={query} what="Reading the exceptions" failed="The exceptions could not be read">
        {({ journal, groups }) => (
          <>
            <FollowLine what="The journal" follow={journal} />
            {journal.units.length > 0 && (
              <ul className={styles.units} aria-label="Units">
                {journal.units.map((unit) => (
                  <li key={unit.unit}>
                    <StatusBadge bare status={statusOf(unit)} label={unit.active} />
                    <bdi>{unit.unit}</bdi>
                    {unit.restarts !== null && unit.restarts > 0 && <span>started again {unit.restarts} times</span>}
                  </li>
                ))}
              </ul>
            )}
            {groups.length === 0 ? (
              <p>No exception was seen.</p>
            ) : (
              <ul className={styles.list}>
                {groups.map((group) => (
                  <ExceptionRow
                    key={group.id}
                    group={group}
                    busy={resolve.isPending && resolve.variables.group === group.id}
                    onResolve={() => resolve.mutate({ group: group.id })}
                  />
                ))}
              </ul>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
};
