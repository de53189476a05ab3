import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { PatternDeps, PatternRepository } from './patternDeps.ts';

export const needProject = ({ hasProject }: Pick<PatternDeps, 'hasProject'>, id: ProjectId): ProjectId => {
  if (!hasProject(id)) throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
  return id;
};

export const needRepository = (deps: PatternDeps, id: ProjectId): PatternRepository => {
  const repository = deps.repositoryOf(needProject(deps, id));
  if (repository === null)
    throw new Failure('REFUSED', 'This project has no repository yet.', { act: 'Name its repository in Build first.' });
  return repository;
};
