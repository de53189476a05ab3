import { readFileSync } from 'node:fs';

const setting = (name) => {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return null;
  }
};

/** Whether Chromium can open its sandbox by user namespaces, which is how Electron from npm does it on Linux. */
export const canSandbox = (read = setting) =>
  read('kernel/unprivileged_userns_clone') !== '0' &&
  read('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
  read('user/max_user_namespaces') !== '0';
