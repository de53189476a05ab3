import type { Suppression } from '../../../shared/patterns/finding.ts';
import { visibleText } from '../../ui/console/visibleText.ts';

/** Why a finding is kept quiet; undefined: it is not. */
export const quietInWords = (suppression: Suppression | null): string | undefined => {
  if (suppression === null) return undefined;
  const where = `Kept quiet at line ${suppression.line}`;
  return suppression.reason === null ? `${where}, without a reason.` : `${where}: ${visibleText(suppression.reason)}`;
};
