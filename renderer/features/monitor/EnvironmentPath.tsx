import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { HopRow } from './HopRow.tsx';
import { PathHistory } from './PathHistory.tsx';
import { PathVerdict } from './PathVerdict.tsx';
import { SwitchOn } from './SwitchOn.tsx';
import { usePathAnnouncements } from './usePathAnnouncements.ts';

interface Props {
  readonly environment: Environment;
  readonly watch: WatchState;
}

/** One environment: the verdict, the hops in a row, and what they were before. */
export const EnvironmentPath = ({ environment, watch }: Props) => {
  usePathAnnouncements(environment.name, watch.path);
  return (
    <>
      {!watch.enabled && (
        <EmptyView title="Watching is off" actions={<SwitchOn environment={environment} />}>
          Switch it on: Pitwall then looks at each hop of {environment.name} by itself and names the first one that
          fails. Nothing is installed on the server.
        </EmptyView>
      )}
      {watch.enabled && watch.path === null && (
        <LoadingView what={`Looking at ${environment.name} for the first time`} rows={3} />
      )}
      {watch.path !== null && (
        <>
          <PathVerdict path={watch.path} />
          <HopRow environment={environment} path={watch.path} />
        </>
      )}
      {(watch.enabled || watch.path !== null) && <PathHistory environment={environment} path={watch.path} />}
    </>
  );
};
