import type { ImportId, ImportMapping, ImportSummary } from '../../../shared/imports/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Section } from '../../ui/Section.tsx';
import { FailedRows } from './FailedRows.tsx';
import { SummaryFigures } from './SummaryFigures.tsx';

interface Props {
  readonly query: { readonly data: ImportSummary | undefined; readonly isError: boolean };
  readonly hasTitle: boolean;
  /** The figures are of the mapping in view. */
  readonly isCurrent: boolean;
  readonly file: ImportId;
  readonly mapping: ImportMapping;
}

/** What the import would do, read from all rows. */
export const DryRunSection = ({ query, hasTitle, isCurrent, file, mapping }: Props) => {
  const { data, isError } = query;
  return (
    <Section title="What would happen" lead="Every row was read, and nothing was written.">
      {!hasTitle && (
        <Callout tone="warning" title="No column becomes the title">
          <p>Choose the one that holds it: an item needs a title.</p>
        </Callout>
      )}
      {hasTitle && data === undefined && !isError && <LoadingView what="Checking all rows" rows={2} />}
      {hasTitle && data !== undefined && (
        <>
          <SummaryFigures summary={data} isOld={!isCurrent} />
          <FailedRows summary={data} file={file} mapping={mapping} />
        </>
      )}
    </Section>
  );
};
