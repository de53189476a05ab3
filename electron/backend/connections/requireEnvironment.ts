import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';

/** The environment. Throws Failure GONE when it is not there any more. */
export const requireEnvironment = (deps: Pick<ConnectionsDeps, 'environmentOf'>, id: EnvironmentId): Environment => {
  const environment = deps.environmentOf(id);
  if (environment === null)
    throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id });
  return environment;
};
