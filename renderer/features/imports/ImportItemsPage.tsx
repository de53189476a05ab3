import { getRouteApi } from '@tanstack/react-router';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { ExportSection } from './ExportSection.tsx';
import { ImportDesk } from './ImportDesk.tsx';

const route = getRouteApi('/p/$project/import');

/** Brings items in from other tools, and gives out those that are here. */
export const ImportItemsPage = () => {
  const { project } = route.useParams();
  usePlanningUndo(project);
  return (
    <Page
      title="Import and export"
      lead="Nothing is imported before you have seen what the file holds and what would become of it."
      actions={
        <>
          <UndoButtons project={project} />
          <LinkButton to="/p/$project/backlog" params={{ project }} variant="default">
            Backlog
          </LinkButton>
        </>
      }
    >
      <ImportDesk key={project} project={project} />
      <ExportSection project={project} />
    </Page>
  );
};
