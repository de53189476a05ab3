import { Link } from '@tanstack/react-router';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';

interface Props {
  readonly project: ProjectId;
  /** The sprint when it is there but closed, so that nothing can be planned any more. */
  readonly closed: Sprint | undefined;
}

/** What the address names cannot be planned: it is gone, or it is closed. */
export const SprintGone = ({ project, closed }: Props) =>
  closed === undefined ? (
    <EmptyView title="This sprint is gone">
      It was removed, or the address is old.{' '}
      <Link to="/p/$project/sprint" params={{ project }}>
        See all sprints.
      </Link>
    </EmptyView>
  ) : (
    <EmptyView title={`${closed.name} is closed`}>
      A closed sprint never changes.{' '}
      <Link to="/p/$project/sprint/$sprint" params={{ project, sprint: closed.id }}>
        Read its report.
      </Link>
    </EmptyView>
  );
