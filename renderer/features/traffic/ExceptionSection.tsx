import { useQuery } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import { FollowLine } from '../../ui/FollowLine.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { ExceptionList } from './ExceptionList.tsx';
import { followWords } from './followWords.ts';
import { exceptionsOf } from './trafficQueries.ts';
import { UnitList } from './UnitList.tsx';

/** How the units stand, and the exceptions in the app's journal. */
export const ExceptionSection = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(exceptionsOf(environment.id));
  return (
    <Section
      title="Exceptions"
      lead={
        <>
          Python tracebacks in the journal of <bdi>{environment.unit}</bdi>, grouped by their type and their way through
          the app.
        </>
      }
    >
      <QueryView query={query} what="Reading the exceptions" failed="The exceptions could not be read">
        {({ journal, groups }) => (
          <>
            <FollowLine follow={journal} words={followWords('The journal')} />
            {journal.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            <UnitList journal={journal} />
            {groups.length === 0 ? <p>No exception was seen.</p> : <ExceptionList groups={groups} />}
          </>
        )}
      </QueryView>
    </Section>
  );
};
