import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Member } from '../../../shared/team/member.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { MemberDialog } from './MemberDialog.tsx';
import { memberColumns } from './memberColumns.tsx';
import { planningSettingsOf, teamOf } from './teamQueries.ts';

const route = getRouteApi('/p/$project/team');

/** Who works in a project, and what each brings to a day. */
export const TeamPage = () => {
  const { project } = route.useParams();
  usePlanningUndo(project);
  const query = useQuery(teamOf(project));
  const unit = useQuery(planningSettingsOf(project)).data?.unit ?? 'points';
  const [open, setOpen] = useState<{ readonly member: Member | null } | null>(null);
  const add = (
    <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setOpen({ member: null })}>
      Add a member
    </Button>
  );
  return (
    <Page
      title="Team"
      lead="A new sprint starts from these figures. What is planned for a sprint already stays as it is there."
      actions={
        <>
          <UndoButtons project={project} />
          <LinkButton to="/p/$project/sprint" params={{ project }} variant="default">
            Sprints
          </LinkButton>
          {query.data !== undefined && query.data.length > 0 && add}
        </>
      }
    >
      <QueryView query={query} what="Reading the team" failed="The team could not be read" rows={6}>
        {(members) =>
          members.length === 0 ? (
            <EmptyView title="Nobody is in the team yet" actions={add}>
              Add who works on this project: items are assigned to them, and a sprint’s capacity comes from their days.
            </EmptyView>
          ) : (
            <DataTable
              caption="Members of the team"
              columns={memberColumns(unit, { onEdit: (member) => setOpen({ member }) })}
              rows={members}
              rowKey={({ id }) => id}
            />
          )
        }
      </QueryView>
      {open !== null && (
        <MemberDialog project={project} member={open.member} unit={unit} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
};
