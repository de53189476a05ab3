/** Which shell starts, by what is known before Electron is looked for; `why` is null where nothing needs to be said. */
export const chooseShell = ({ browser, platform, env, uid, sandbox }) => {
  if (browser) return { shell: 'browser', why: null };
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return { shell: 'browser', why: 'there is no display here' };
  if (platform === 'linux' && uid === 0)
    return { shell: 'browser', why: 'Chromium’s sandbox does not run as root, and Pitwall does not run without it' };
  if (platform === 'linux' && !sandbox)
    return {
      shell: 'browser',
      why: 'this system lets no program open Chromium’s sandbox (user namespaces are restricted)',
    };
  return { shell: 'desktop', why: null };
};
