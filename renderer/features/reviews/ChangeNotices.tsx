import { Link } from '@tanstack/react-router';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { visibleText } from '../../ui/console/visibleText.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './ChangeNotices.module.css';
import { ConflictList } from './ConflictList.tsx';
import { nameOfPerson } from './reviewWords.ts';

/** What must not be overlooked on a change, whichever of its tabs is open. */
export const ChangeNotices = ({ change }: { readonly change: WholeChange }) => {
  const { overrideList, overridesOfProject, conflicts, problem, branchGoneAt, state, projectId: project } = change;
  return (
    <>
      {problem !== null && (
        <Callout tone="warning" title="The repository could not be asked: what is shown may be old.">
          <p>{problem}</p>
        </Callout>
      )}
      {branchGoneAt !== null && state === 'open' && (
        <Callout tone="warning">
          <p>
            The branch is not there any more, since <RelativeTime at={branchGoneAt} />. What it held is kept here. If it
            came into {visibleText(change.base)} with other code, such as a mended conflict, say “It was merged
            elsewhere”; else abandon the change.
          </p>
        </Callout>
      )}
      {overrideList.map((override) => (
        <Callout key={override.id} tone="warning" title="The gate was overridden">
          <p className={styles.words}>
            by <bdi>{nameOfPerson(override.by)}</bdi> <RelativeTime at={override.at} /> for revision {override.revision}
            : “<bdi>{override.reason}</bdi>”.
            {override.open.length > 0 && ` Open was: ${override.open.join(', ')}.`}
            {!override.counts && ' The code changed since: it lets nothing through any more.'} To be made good by{' '}
            {override.due} (
            <Link
              to="/p/$project/review/$change"
              params={{ project, change: change.id }}
              search={(before) => ({ ...before, item: override.item })}
            >
              {override.itemKey}
            </Link>
            ). {overridesOfProject} {overridesOfProject === 1 ? 'override' : 'overrides'} in this project in 90 days.
          </p>
        </Callout>
      ))}
      {conflicts.length > 0 && state === 'open' && (
        <Callout
          tone="warning"
          title={`It does not merge with ${visibleText(change.base)}: ${conflicts.length} ${conflicts.length === 1 ? 'conflict' : 'conflicts'}`}
        >
          <ConflictList conflicts={conflicts} branch={change.branch} base={change.base} />
        </Callout>
      )}
    </>
  );
};
