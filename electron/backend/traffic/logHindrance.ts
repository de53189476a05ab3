import type { LogHindrance } from './remoteLog.ts';

/** Says why a log cannot be read, and what to do. `where`: `user@host:port`. */
export const hindranceText = (hindrance: LogHindrance, path: string, where: string): string => {
  const user = where.slice(0, where.lastIndexOf('@'));
  switch (hindrance) {
    case 'denied':
      return `${where} does not let this account read ${path}. On Debian and Ubuntu the group adm may: run "sudo usermod -aG adm ${user}" there, then open the connection anew. Elsewhere look at the log's group with "ls -l ${path}".`;
    case 'absent':
      return `There is no ${path} on ${where}. Look into nginx's configuration for access_log ("nginx -T"), and set its path in how the environment is watched.`;
    case 'special':
      return `${path} on ${where} is no plain file, so it cannot be read on from where one was (containers often log to /dev/stdout). Let nginx write a file of its own with access_log.`;
  }
};
