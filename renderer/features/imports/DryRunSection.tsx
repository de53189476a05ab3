import type { ReactNode } from 'react';
import type { ImportId, ImportMapping, ImportSummary } from '../../../shared/imports/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import type { Reading } from '../../ui/joinQueries.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { FailedRows } from './FailedRows.tsx';
import { SummaryFigures } from './SummaryFigures.tsx';

interface Props {
  readonly query: Reading<ImportSummary>;
  readonly hasTitle: boolean;
  /** The figures are of the mapping in view. */
  readonly isCurrent: boolean;
  readonly file: ImportId;
  readonly mapping: ImportMapping;
  /** The button that does it. */
  readonly act: ReactNode;
  /** What came of the last try, if it failed. */
  readonly children: ReactNode;
}

/** What the import would do, read from all rows, and the button that does it. */
export const DryRunSection = ({ query, hasTitle, isCurrent, file, mapping, act, children }: Props) => (
  <Section title="What would happen" lead="Every row was read, and nothing was written.">
    {hasTitle ? (
      <QueryView query={query} what="Checking all rows" failed="The rows could not be checked" rows={2}>
        {(summary) => (
          <>
            <SummaryFigures summary={summary} isOld={!isCurrent} />
            <div>{act}</div>
            {children}
            <FailedRows summary={summary} file={file} mapping={mapping} />
          </>
        )}
      </QueryView>
    ) : (
      <Callout tone="warning" title="No column becomes the title">
        <p>Choose the one that holds it, under “Columns”: an item needs a title.</p>
      </Callout>
    )}
  </Section>
);
