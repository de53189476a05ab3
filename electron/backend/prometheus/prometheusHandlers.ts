import { implement } from '@orpc/server';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { prometheusContract } from '../../../shared/prometheus/contract.ts';
import type { PrometheusDeps } from './prometheusDeps.ts';
import type { PrometheusService } from './prometheusService.ts';
import { keepSourceSecret, sourceSecretName, sourceSecretOrigin } from './sourceSecret.ts';
import { tryQuery } from './tryQuery.ts';

/** What the `prometheus` contract can do. */
export const createPrometheusHandlers = (deps: PrometheusDeps, service: PrometheusService) => {
  const os = implement(prometheusContract);
  const need = (id: EnvironmentId): Environment => {
    const environment = deps.environmentOf(id);
    if (environment === null)
      throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id });
    return environment;
  };
  const changed = ({ id, name, projectId }: Environment, verb: 'secret.set' | 'secret.clear'): void => {
    const did = verb === 'secret.set' ? 'Entered' : 'Removed';
    deps.appendLedger({
      at: deps.clock.now(),
      actor: deps.actor,
      verb,
      entity: 'environment',
      entityId: id,
      projectId,
      summary: `${did} the secret of Prometheus for ${name}`,
      inverse: null,
    });
    service.again(id);
    deps.feed.publish('watch', id);
  };
  return os.router({
    source: os.source.handler(({ input }) => service.shown(need(input.environment).id)),
    try: os.try.handler(({ input, signal }) => {
      need(input.environment);
      return tryQuery(deps, input, signal);
    }),
    secret: os.secret.handler(({ input }) => {
      const origin = sourceSecretOrigin(deps.vault, need(input.environment).id);
      return origin === null ? null : { origin };
    }),
    setSecret: os.setSecret.handler(({ input: { environment, url, value } }) => {
      const found = need(environment);
      keepSourceSecret(deps.vault, environment, url, value);
      changed(found, 'secret.set');
    }),
    clearSecret: os.clearSecret.handler(({ input }) => {
      const found = need(input.environment);
      deps.vault.delete(sourceSecretName(found.id));
      changed(found, 'secret.clear');
    }),
  });
};
