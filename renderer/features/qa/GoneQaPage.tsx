import type { ProjectId } from '../../../shared/ids.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';

interface Props {
  readonly project: ProjectId;
  /** What is not there: "QA run". */
  readonly what: string;
}

/** In the place of a screen of QA whose subject is not there (any more). */
export const GoneQaPage = ({ project, what }: Props) => (
  <Page title={`This ${what} is gone`}>
    <EmptyView
      title={`There is no such ${what}`}
      actions={
        <LinkButton to="/p/$project/qa" params={{ project }} variant="default">
          Open the QA runs
        </LinkButton>
      }
    >
      It was deleted with its project, or the address is wrong.
    </EmptyView>
  </Page>
);
