import { useQuery } from '@tanstack/react-query';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { CollectionLine } from './CollectionLine.tsx';
import { MetricsBoard } from './MetricsBoard.tsx';
import { seriesNamesOf } from './metricsQueries.ts';
import { ServerProcesses } from './ServerProcesses.tsx';
import { SourceLine } from './SourceLine.tsx';

interface Props {
  readonly environment: Environment;
  readonly watch: WatchState | null;
}

/** The charts of one environment, or why there are none. */
export const EnvironmentMetrics = ({ environment, watch }: Props) => {
  const names = useQuery(seriesNamesOf(environment.id));
  const settings = (
    <LinkButton
      to="/p/$project/path/$environment/settings"
      params={{ project: environment.projectId, environment: environment.id }}
      variant="default"
    >
      Set how it is watched
    </LinkButton>
  );
  return (
    <QueryView query={names} what="Reading what was measured" failed="What was measured could not be read">
      {(found) => (
        <>
          {watch !== null && <CollectionLine watch={watch} />}
          <SourceLine environment={environment.id} />
          {found.length === 0 && watch?.enabled !== true && (
            <EmptyView title={`${environment.name} is not watched`} actions={settings}>
              Switch watching on. Then response times, processor, memory, disks and network are measured from here;
              nothing is installed on the server.
            </EmptyView>
          )}
          {found.length === 0 && watch?.enabled === true && (
            <EmptyView title="Nothing was measured yet" actions={settings}>
              The first figures come within a minute of the first look.
            </EmptyView>
          )}
          {found.length > 0 && <MetricsBoard environment={environment} names={found} />}
          {watch?.enabled === true && <ServerProcesses environment={environment} />}
        </>
      )}
    </QueryView>
  );
};
