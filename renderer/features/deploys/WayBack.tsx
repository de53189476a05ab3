import type { TargetState } from '../../../shared/deploys/contract.ts';
import { Revision } from '../../ui/Revision.tsx';

interface Props {
  readonly target: TargetState;
  readonly branch: string;
}

/** What undoes a deploy, as things are: rolling back by a button is not there yet, so it is said what to do by hand. */
export const WayBack = ({ target, branch }: Props) => {
  if (target.running === null)
    return (
      <p>
        Pitwall does not know which revision ran before, so it cannot name the way back. Note the one that runs now, if
        you can tell.
      </p>
    );
  if (target.running === target.head) return <p>The same revision runs already: there is nothing to go back to.</p>;
  return (
    <p>
      Before this deploy <Revision value={target.running} /> <bdi>{target.runningSubject}</bdi> ran here. Pitwall cannot
      roll back by itself yet: to return, revert the commits above on <code>{branch}</code> (<code>git revert</code>)
      and deploy its new head. The run keeps <Revision value={target.running} /> on record as the revision before it.
    </p>
  );
};
