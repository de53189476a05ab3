import type { Merged } from '../../../shared/reviews/change.ts';
import { methodInWords } from './reviewWords.ts';

/** How a change came into the base. */
export const mergedInWords: Readonly<Record<Merged['how'], string>> = {
  ...methodInWords,
  'cherry-pick': 'cherry-pick',
  told: 'told, not seen',
};
