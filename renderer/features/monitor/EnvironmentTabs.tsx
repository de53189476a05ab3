import type { EnvironmentId } from '../../../shared/ids.ts';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { shownState } from './shownState.ts';

interface Props {
  readonly environments: readonly Environment[];
  readonly watches: readonly { readonly environment: EnvironmentId; readonly watch: WatchState }[];
  readonly shown: EnvironmentId;
}

/** The environments of the project, each with how its path stands. */
export const EnvironmentTabs = ({ environments, watches, shown }: Props) => (
  <LinkTabs label="Environments to look at">
    {environments.map(({ id, projectId, name }) => (
      <LinkTab
        key={id}
        to="/p/$project/path"
        params={{ project: projectId }}
        search={{ environment: id }}
        shown={id === shown}
      >
        <bdi>{name}</bdi>
        <State watch={watches.find(({ environment }) => environment === id)?.watch} />
      </LinkTab>
    ))}
  </LinkTabs>
);

const State = ({ watch }: { readonly watch: WatchState | undefined }) => {
  if (watch === undefined || !watch.enabled) return <StatusBadge bare status="stopped" label="not watched" />;
  const state = watch.path?.state ?? 'unknown';
  return <StatusBadge bare status={shownState[state]} label={watch.path === null ? 'looking' : state} />;
};
