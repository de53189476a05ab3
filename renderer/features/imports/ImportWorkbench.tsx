import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId } from '../../../shared/imports/contract.ts';
import { joinQueries } from '../../ui/joinQueries.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { ImportEditor } from './ImportEditor.tsx';
import { planningSettingsOf, previewOf, sprintsOf, teamOf } from './importsQueries.ts';

interface Props {
  readonly project: ProjectId;
  readonly file: ImportId;
  readonly onClose: () => void;
}

/** A file that was sent: reads what is in it, and what is here that its values can stand for. */
export const ImportWorkbench = ({ project, file, onClose }: Props) => {
  const preview = useQuery(previewOf(file));
  const settings = useQuery(planningSettingsOf(project));
  const members = useQuery(teamOf(project));
  const sprints = useQuery(sprintsOf(project));
  const query = joinQueries({ preview, settings, members, sprints });
  if (query.data !== undefined) {
    const { preview: read, ...here } = query.data;
    return <ImportEditor project={project} file={file} preview={read} here={here} onClose={onClose} />;
  }
  return (
    <Section
      title="Import"
      actions={
        <Button variant="default" onClick={onClose}>
          Choose another file
        </Button>
      }
    >
      <QueryView query={query} what="Reading the file" failed="The file cannot be imported as it is" rows={6}>
        {() => null}
      </QueryView>
    </Section>
  );
};
