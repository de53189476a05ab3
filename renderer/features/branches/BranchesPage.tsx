import { Button } from '@mantine/core';
import { IconGitBranch, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { BuildNav } from '../../ui/BuildNav.tsx';
import { definedError } from '../../ui/definedError.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { BranchListView } from './BranchListView.tsx';
import { branchesOf, repositoryOf } from './branchesQueries.ts';
import { RepositoryLine } from './RepositoryLine.tsx';
import { StartWorkDialog } from './StartWorkDialog.tsx';

const route = getRouteApi('/p/$project/build');

const keys: KeyGroup = {
  title: 'Branches',
  keys: [
    { keys: ['N'], act: 'Start work on an item' },
    { keys: ['F'], act: 'Fetch now' },
    { keys: ['/'], act: 'Search' },
    { keys: ['↓', '↑'], act: 'Along the branches' },
    { keys: ['Enter'], act: 'Open the item of the branch' },
  ],
};

/** Every branch beside the base, with its item, its distance and what is wrong with it. */
export const BranchesPage = () => {
  const { project } = route.useParams();
  const { start } = route.useSearch();
  const navigate = useNavigate();
  const repository = useQuery(repositoryOf(project));
  const branches = useQuery(branchesOf(project));
  const fetchNow = useMutation(
    api.branches.fetchNow.mutationOptions({
      // What git said stands on the page.
      onError: (error) =>
        definedError(error, 'GIT') !== null
          ? announce('The repository was not fetched', 'assertive')
          : notifyFailure('The repository was not fetched', describeFailure(error)),
    }),
  );
  const has = repository.data?.settings != null;
  const fetching = fetchNow.isPending || repository.data?.state.fetching === true;
  const openStart = () => void navigate({ to: '/p/$project/build', params: { project }, search: { start: true } });
  const closeStart = () => void navigate({ to: '/p/$project/build', params: { project }, search: {} });
  useShownKeys(keys);
  useScreenKeys({
    n: () => {
      if (has) openStart();
      return has;
    },
    f: () => {
      if (has && !fetching) fetchNow.mutate({ project });
      return has;
    },
  });
  const fetchedAt = repository.data?.state.fetchedAt ?? null;
  return (
    <Page
      fill
      title="Branches"
      lead={
        fetchedAt === null ? (
          'Every branch beside the base, and the item it is for.'
        ) : (
          <>
            Every branch beside the base, as fetched <RelativeTime at={fetchedAt} />.
          </>
        )
      }
      actions={
        has && (
          <>
            <Button
              variant="default"
              leftSection={<IconRefresh size={15} aria-hidden />}
              title="Fetch now (F)"
              loading={fetching}
              onClick={() => fetchNow.mutate({ project })}
            >
              Fetch
            </Button>
            <Button
              leftSection={<IconGitBranch size={15} aria-hidden />}
              title="Start work on an item (N)"
              onClick={openStart}
            >
              Start work
            </Button>
          </>
        )
      }
    >
      <BuildNav project={project} shown="branches" />
      <QueryView query={repository} what="Reading the repository" failed="The repository could not be read">
        {(view) =>
          view.settings === null ? (
            <EmptyView
              title="No repository yet"
              actions={
                <LinkButton to="/p/$project/build/repository" params={{ project }}>
                  Name the repository
                </LinkButton>
              }
            >
              Pitwall clones it, or reads a folder of yours, and then shows its branches with their items.
            </EmptyView>
          ) : (
            <>
              <RepositoryLine project={project} view={view} />
              <QueryView query={branches} what="Reading the branches" failed="The branches could not be read" rows={8}>
                {(list) => (
                  <BranchListView project={project} list={list} said={view.state.trouble} onStart={openStart} />
                )}
              </QueryView>
            </>
          )
        }
      </QueryView>
      {start !== undefined && (
        <StartWorkDialog project={project} item={start === true ? null : start} onClose={closeStart} />
      )}
    </Page>
  );
};
