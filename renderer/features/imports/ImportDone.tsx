import { Button } from '@mantine/core';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId, ImportMapping, ImportSummary } from '../../../shared/imports/contract.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { FailedRows } from './FailedRows.tsx';
import styles from './ImportItems.module.css';
import { countInWords } from './importWords.ts';
import { SummaryFigures } from './SummaryFigures.tsx';

interface Props {
  readonly project: ProjectId;
  readonly file: ImportId;
  readonly mapping: ImportMapping;
  readonly summary: ImportSummary;
  readonly onClose: () => void;
}

/** What was imported, and where it is now. */
export const ImportDone = ({ project, file, mapping, summary, onClose }: Props) => {
  const written = summary.created + summary.updated;
  return (
    <Section
      title={written === 0 ? 'Nothing was different' : `${countInWords(written, 'item', 'items')} imported`}
      lead={written === 0 ? 'Every good row is here already, just so.' : 'It was one act: undo takes all of it back.'}
    >
      <SummaryFigures summary={summary} />
      <FailedRows summary={summary} file={file} mapping={mapping} />
      <div className={styles.acts}>
        {mapping.toTriage ? (
          <LinkButton to="/p/$project/inbox" params={{ project }}>
            Open the inbox
          </LinkButton>
        ) : (
          <LinkButton to="/p/$project/backlog" params={{ project }}>
            Open the backlog
          </LinkButton>
        )}
        <Button variant="default" onClick={onClose}>
          Import another file
        </Button>
      </div>
    </Section>
  );
};
