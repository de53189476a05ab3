import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { FileKind } from '../../../shared/imports/contract.ts';
import { client } from '../../backend/client.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './ImportItems.module.css';
import { useSaveFile } from './useSaveFile.ts';

interface Props {
  readonly project: ProjectId;
}

/** All items as a file, for other tools and to be imported here again. */
export const ExportSection = ({ project }: Props) => {
  const { save, isSaving } = useSaveFile('The items were not exported');
  const act = (format: FileKind, label: string) => (
    <Button
      variant="default"
      leftSection={<IconFileExport size={15} aria-hidden />}
      loading={isSaving}
      onClick={() => save(() => client.imports.exportFile({ project, format }))}
    >
      {label}
    </Button>
  );
  return (
    <Section
      title="Export"
      lead="Every item with all its fields, those of the inbox too; comments, links and history stay here. Cells that a spreadsheet could take for a formula are guarded by an apostrophe, which an import takes away again."
    >
      <div className={styles.acts}>
        {act('csv', 'Export CSV')}
        {act('json', 'Export JSON')}
      </div>
    </Section>
  );
};
