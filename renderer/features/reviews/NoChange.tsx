import { useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { repositoryOf } from './reviewsQueries.ts';

/** Why there is no open change, and what to do first. */
export const NoChange = ({ project }: { readonly project: ProjectId }) => {
  const query = useQuery(repositoryOf(project));
  return (
    <QueryView query={query} what="Asking for the repository" failed="The repository could not be asked for">
      {({ settings, state }) =>
        settings === null ? (
          <EmptyView
            title="No repository yet"
            actions={
              <LinkButton to="/p/$project/build/repository" params={{ project }}>
                Name the repository
              </LinkButton>
            }
          >
            Say where the project’s git repository is: its branches become changes by themselves.
          </EmptyView>
        ) : (
          <EmptyView
            title="No open change"
            actions={
              <LinkButton to="/p/$project/build" params={{ project }}>
                Open the branches
              </LinkButton>
            }
          >
            {state.trouble === null
              ? 'A branch that is ahead of the base becomes a change by itself, as soon as it is fetched.'
              : `${state.trouble.message} ${state.trouble.act}`}
          </EmptyView>
        )
      }
    </QueryView>
  );
};
