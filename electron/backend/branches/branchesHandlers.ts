import { implement } from '@orpc/server';
import { branchesContract } from '../../../shared/branches/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { BranchDeps } from './branchDeps.ts';
import type { BranchLists } from './branchLists.ts';
import { recordRepository } from './recordRepository.ts';
import type { createRemoveBranches } from './removeBranches.ts';
import type { Repositories } from './repositories.ts';
import { tokenConfig, tokenName } from './repositoryTokens.ts';
import type { createStartWork } from './startWork.ts';
import { testRepository } from './testRepository.ts';

interface Parts {
  readonly repositories: Repositories;
  readonly lists: BranchLists;
  readonly startWork: ReturnType<typeof createStartWork>;
  readonly removeBranches: ReturnType<typeof createRemoveBranches>;
}

export const createBranchesHandlers = (deps: BranchDeps, { repositories, lists, startWork, removeBranches }: Parts) => {
  const os = implement(branchesContract);
  const needed = (id: ProjectId): ProjectId => {
    if (deps.hasProject(id)) return id;
    throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
  };
  return os.router({
    repository: os.repository.handler(({ input }) => repositories.read(needed(input.project))),
    saveRepository: os.saveRepository.handler(({ input }) =>
      repositories.save(needed(input.project), input.seen, input.settings),
    ),
    removeRepository: os.removeRepository.handler(({ input }) => repositories.remove(needed(input.project))),
    testRepository: os.testRepository.handler(({ input: { project, source, base }, signal }) => {
      const token = deps.vault.get(tokenName(needed(project), 'https'));
      return testRepository(source, base, source.kind === 'clone' ? tokenConfig(source.url, token) : [], signal);
    }),
    fetchNow: os.fetchNow.handler(async ({ input }) => {
      await repositories.fetch(needed(input.project));
      return repositories.read(input.project);
    }),
    cancelClone: os.cancelClone.handler(({ input }) => repositories.cancelClone(needed(input.project))),
    setToken: os.setToken.handler(({ input: { project, token, value } }) => {
      const name = tokenName(needed(project), token);
      if (value === null) deps.vault.delete(name);
      else deps.vault.set(name, value);
      recordRepository(deps, project, {
        verb: value === null ? 'secret.clear' : 'secret.set',
        summary: `${value === null ? 'Forget' : 'Store'} the token for ${token === 'https' ? 'the repository' : 'GitHub'}`,
      });
    }),
    branches: os.branches.handler(({ input, signal }) => lists.list(needed(input.project), signal)),
    proposeStart: os.proposeStart.handler(({ input, signal }) =>
      startWork.propose(needed(input.project), input.item, signal),
    ),
    start: os.start.handler(({ input }) => startWork.start({ ...input, project: needed(input.project) })),
    removeBranches: os.removeBranches.handler(({ input }) => removeBranches(needed(input.project), input.branches)),
  });
};
