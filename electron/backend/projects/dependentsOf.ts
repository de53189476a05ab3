import type { Environment } from '../../../shared/projects/environment.ts';
import type { ProjectCommandsDeps } from './projectChanges.ts';

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** What goes with the environments when they are deleted, in words. Pinned host keys stay: they belong to machines. */
export const dependentsOf = (
  { runs, secrets }: Pick<ProjectCommandsDeps, 'runs' | 'secrets'>,
  environments: readonly Environment[],
): readonly string[] => {
  const total = (of: (environment: Environment) => number) => environments.reduce((sum, each) => sum + of(each), 0);
  const ran = total(({ id }) => runs.countIn(id));
  const kept = total(({ id }) => secrets.countIn(id));
  return [
    ...(ran === 0 ? [] : [`${count(ran, 'run')} with ${ran === 1 ? 'its log' : 'their logs'}`]),
    ...(kept === 0 ? [] : [`${count(kept, 'saved secret')} (passphrases and passwords)`]),
  ];
};

/** The environments of a project, as one of the things that go with it; empty when there are none. */
export const environmentsInWords = (environments: readonly Environment[]): readonly string[] =>
  environments.length === 0
    ? []
    : [`${count(environments.length, 'environment')}: ${environments.map(({ name }) => name).join(', ')}`];
