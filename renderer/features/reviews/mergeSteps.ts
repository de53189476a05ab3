import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { nameOfPerson } from './reviewWords.ts';

/** What a merge will do, step by step, as it is asked before. `pushesTo` is the address that the base is pushed to; null: it lies in a folder. */
export const mergeSteps = (change: WholeChange, pushesTo: string | null): readonly string[] => {
  const { mergeMethod, current, authors } = change;
  const [branch, base] = [visibleText(change.branch), visibleText(change.base)];
  const head = current.head.slice(0, 7);
  const commits = `${current.commits.toLocaleString('en')} ${current.commits === 1 ? 'commit' : 'commits'}`;
  const first = {
    'fast-forward': `${base} moves to ${head}, the head of ${branch}: ${commits} as they are. If ${base} moved on since the branch left it, this is refused.`,
    merge: `A merge commit of ${base} and ${head} (${branch}, ${commits}) is made.`,
    squash: `One commit is made on ${base} with all that ${branch} changes (${commits}, ${current.files} ${current.files === 1 ? 'file' : 'files'}), in the name of ${authors.map(nameOfPerson).join(', ')}.`,
  }[mergeMethod];
  return [
    `The branch, ${base} and the gate are looked at anew, by a fetch.`,
    first,
    `${
      pushesTo === null
        ? `${base} moves to it in your folder, and is pushed to its origin where it has one`
        : `${base} is pushed to ${visibleText(pushesTo)}`
    }; nothing else is. Nobody’s working tree is touched. If one of the two moves in that moment, nothing is done.`,
    `The branch ${branch} stays.${change.itemKey === null ? '' : ` The item ${change.itemKey} moves on, when items follow their branches.`}`,
  ];
};
