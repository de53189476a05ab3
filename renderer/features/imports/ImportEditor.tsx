import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId, ImportMapping, ImportPreview } from '../../../shared/imports/contract.ts';
import { allFormats } from '../../../shared/imports/formatOf.ts';
import { announce } from '../../ui/announce.ts';
import { Callout } from '../../ui/Callout.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { formatBytes } from '../../ui/formatBytes.ts';
import { Section } from '../../ui/Section.tsx';
import { ColumnTable } from './ColumnTable.tsx';
import { DryRunSection } from './DryRunSection.tsx';
import { ImportDone } from './ImportDone.tsx';
import { ImportOptions } from './ImportOptions.tsx';
import { dryRunOf } from './importsQueries.ts';
import { countInWords, summaryInWords } from './importWords.ts';
import { ProgressLine } from './ProgressLine.tsx';
import { useImportRun } from './useImportRun.ts';
import { ValueTable } from './ValueTable.tsx';
import type { KnownHere } from './valueChoices.ts';

/** From the last choice to the next dry run: people often make several choices in a row. */
const SETTLED = 400;

interface Props {
  readonly project: ProjectId;
  readonly file: ImportId;
  readonly preview: ImportPreview;
  readonly here: KnownHere;
  readonly onClose: () => void;
}

/** What the file holds, what it is to become, and what that would do; then the import itself. */
export const ImportEditor = ({ project, file, preview, here, onClose }: Props) => {
  const [mapping, setMapping] = useState<ImportMapping>(preview.mapping);
  const [settled] = useDebouncedValue(mapping, SETTLED);
  const { state, start, cancel } = useImportRun(project, file);
  const hasTitle = mapping.columns.some(({ field }) => field === 'title');
  const dryRun = useQuery({
    ...dryRunOf(file, settled),
    enabled: hasTitle && state.kind !== 'running' && preview.rows > 0,
  });
  const isCurrent = dryRun.isSuccess && !dryRun.isPlaceholderData && settled === mapping;
  const summary = isCurrent ? dryRun.data : null;
  useEffect(() => {
    if (summary !== null) announce(`Checked: ${summaryInWords(summary)}`);
  }, [summary]);

  if (state.kind === 'done')
    return <ImportDone project={project} file={file} mapping={mapping} summary={state.summary} onClose={onClose} />;
  const writes = summary === null ? 0 : summary.created + summary.updated;
  const { fileName, rows, bytes, encoding } = preview;
  return (
    <>
      <Section
        title={fileName}
        lead={`${allFormats[preview.mapping.format].name}, ${countInWords(rows, 'row', 'rows')}, ${countInWords(preview.columns.length, 'column', 'columns')}, ${formatBytes(bytes)} in ${encoding.toUpperCase()}.`}
        actions={
          <Button variant="default" disabled={state.kind === 'running'} onClick={onClose}>
            Choose another file
          </Button>
        }
      >
        {rows === 0 ? (
          <Callout tone="warning" title="The file has no rows">
            <p>Export it again, with at least one item, and choose it here.</p>
          </Callout>
        ) : (
          <ImportOptions preview={preview} mapping={mapping} onChange={setMapping} />
        )}
      </Section>
      {state.kind === 'running' && (
        <ProgressLine
          what={
            state.done === state.of && state.of > 0 ? `Writing what was read from ${fileName}` : `Importing ${fileName}`
          }
          done={state.done}
          of={state.of}
          shown={`${state.done.toLocaleString('en')} of ${countInWords(state.of, 'row', 'rows')} read. Nothing is written before the end; leaving this page cancels it.`}
          cancel="Cancel the import"
          onCancel={cancel}
        />
      )}
      {rows > 0 && state.kind !== 'running' && (
        <>
          <DryRunSection
            query={dryRun}
            hasTitle={hasTitle}
            isCurrent={isCurrent}
            file={file}
            mapping={settled}
            act={
              <Button disabled={writes === 0} onClick={() => start(mapping)}>
                {writes === 0 ? 'Import' : `Import ${countInWords(writes, 'item', 'items')}`}
              </Button>
            }
          >
            {state.kind === 'failed' && (
              <ErrorView
                title={state.failure.code === 'CONNECTION_LOST' ? 'The import was cut off' : 'Nothing was imported'}
                failure={state.failure}
              />
            )}
          </DryRunSection>
          <ValueTable mapping={mapping} unknown={dryRun.data?.unknown ?? []} here={here} onChange={setMapping} />
          <ColumnTable preview={preview} mapping={mapping} onChange={setMapping} />
        </>
      )}
    </>
  );
};
