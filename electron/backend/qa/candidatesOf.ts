import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { QaCandidate } from '../../../shared/qa/contract.ts';
import type { QaDeps } from './qaDeps.ts';
import { needProject } from './qaGuards.ts';

/** What a run may be made for. A repository that cannot be asked is no failure of the page: a revision can be typed. */
export const candidatesOf = async (
  deps: QaDeps,
  project: ProjectId,
  signal?: AbortSignal,
): Promise<{ readonly candidates: QaCandidate[]; readonly problem: string | null }> => {
  const repository = deps.repositoryOf(needProject(deps, project));
  if (repository === null)
    return {
      candidates: [],
      problem: 'The project has no repository yet: type the revision, or name the repository on the Build page.',
    };
  try {
    return { candidates: [...(await repository.candidates(signal))], problem: null };
  } catch (error) {
    if (signal?.aborted) throw error;
    if (!(error instanceof Failure))
      deps.log.warn('the repository could not be asked', { project, error: String(error) });
    return { candidates: [], problem: error instanceof Failure ? error.message : 'The repository could not be asked.' };
  }
};
