/** An environment with every field that has no default. */
export const environmentYaml = (name: string, tier: string): string => `
  - name: ${JSON.stringify(name)}
    tier: ${tier}
    ssh:
      host: server.example
      user: deploy
    repositoryPath: /srv/app/repository
    appPath: /srv/app/current
    unit: app.service
    health:
      appUrl: http://127.0.0.1:9008/health
      nginxUrl: http://127.0.0.1:8008/health
`;

/** A project file with a staging and a production environment, or with those named. */
export const projectYaml = (
  name: string,
  key: string,
  environments: readonly string[] = ['staging', 'production'],
): string => `pitwall: 1
project:
  name: ${JSON.stringify(name)}
  key: ${key}
environments:${environments.length === 0 ? ' []\n' : environments.map((each, index) => environmentYaml(each, index === 0 ? 'staging' : 'production')).join('')}`;
