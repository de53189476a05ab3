/** What the link that Pitwall prints has behind its `#`: 128 bits or more in base64url. A route of the page begins with a slash. */
const CODE = /^#([\w-]{22,64})$/;

/** Takes the one-time code out of the address bar, so that it is in no history and no screenshot; null when there is none. */
export const takeSignInCode = (): string | null => {
  const code = CODE.exec(window.location.hash)?.[1] ?? null;
  if (code !== null) window.history.replaceState(window.history.state, '', '#/');
  return code;
};
