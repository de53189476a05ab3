import { definedError } from '../../ui/definedError.ts';

/** The backend's word that a name is used by another one, for the name's own field; null for any other error. */
export const nameTaken = (error: Error | null): string | null =>
  definedError(error, 'NAME_TAKEN') === null ? null : (error?.message ?? null);
