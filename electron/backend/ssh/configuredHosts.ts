import type { ConfiguredHost } from '../../../shared/connections/contract.ts';
import { configAliases, resolveConfigHost } from '../../../shared/connections/resolveConfigHost.ts';
import { serverText } from '../../../shared/connections/serverText.ts';
import { identityPath } from './identityPath.ts';
import { readUserSshConfig } from './userSshConfig.ts';

/** More aliases than a person can pick from a list are not listed. */
const HOSTS_MAX = 500;

/** The aliases of ~/.ssh/config with what each stands for, to choose from. Never throws. */
export const configuredHosts = (homeDir: string): ConfiguredHost[] => {
  const config = readUserSshConfig(homeDir);
  return configAliases(config.lines, config.load)
    .filter((alias) => alias === serverText(alias))
    .slice(0, HOSTS_MAX)
    .map((alias) => {
      const host = resolveConfigHost(config.lines, alias, config.load);
      const [file] = host.identityFiles;
      return {
        alias,
        hostName: serverText(host.hostName),
        port: host.port ?? 22,
        user: host.user === null ? null : serverText(host.user),
        identityFile: file === undefined ? null : identityPath(file, { host: host.hostName, user: host.user, homeDir }),
        proxyJump: host.proxyJump,
      };
    });
};
