import { useEffect, useRef } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { announce } from '../../ui/announce.ts';
import { gateInWords } from './reviewWords.ts';

/** Says what happens to a change while it is open: a new revision, its gate, its end. */
export const useReviewAnnouncements = (change: WholeChange): void => {
  const { current, state, gate, comments } = change;
  const said = useRef<string | null>(null);
  const words = [
    state === 'open' ? `Revision ${current.number}` : `The change is ${state}`,
    state === 'open' ? `gate: ${gateInWords(gate).label}` : '',
    `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
  useEffect(() => {
    if (said.current !== null && said.current !== words) announce(words);
    said.current = words;
  }, [words]);
};
