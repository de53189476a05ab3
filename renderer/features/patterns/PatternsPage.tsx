import { getRouteApi } from '@tanstack/react-router';
import { useProject } from '../../backend/useProject.ts';
import { BuildNav } from '../../ui/BuildNav.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { BaselineSection } from './BaselineSection.tsx';
import { BranchSection } from './BranchSection.tsx';
import { RuleSection } from './RuleSection.tsx';

const route = getRouteApi('/p/$project/build/patterns');

/** Pattern rules: what they find on a branch, the baseline, and the rules themselves. */
export const PatternsPage = () => {
  const { project } = route.useParams();
  const { branch } = route.useSearch();
  const query = useProject(project);
  return (
    <Page
      title="Pattern rules"
      lead="Blocking and forgotten calls in async Python, found on the lines a branch changes."
    >
      <BuildNav project={project} shown="patterns" />
      <QueryView query={query} what="Reading the project" failed="The project could not be read">
        {(found) =>
          found === null ? (
            <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>
          ) : (
            <>
              <BranchSection key={project} project={project} wanted={branch} />
              <BaselineSection key={`${project} baseline`} project={project} />
              <RuleSection key={`${project} rules`} project={project} />
            </>
          )
        }
      </QueryView>
    </Page>
  );
};
