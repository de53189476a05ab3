/** UTF-8 bytes that a branch name may have: with `refs/remotes/origin/` and `.lock` it must still fit a file name's 255. */
const BYTES_MAX = 200;

/** Why git (git-check-ref-format(1)) or Pitwall takes this for no branch name; null when it is one. */
export const refusesBranch = (name: string): string | null => {
  if (name === '') return 'must not be empty';
  if (utf8Length(name) > BYTES_MAX) return `is longer than ${BYTES_MAX} bytes`;
  if (name.startsWith('-')) return 'must not begin with “-”';
  if (name === '@' || name === 'HEAD') return 'is a name of git’s own';
  if (/[\p{Cc} ~^:?*[\\]/u.test(name)) return 'must not hold spaces, control characters or any of ~ ^ : ? * [ \\';
  if (/\.\.|@\{|\/\/|^\/|\/$|\.$|(^|\/)\.|\.lock(\/|$)/.test(name))
    return 'must not hold “..”, “@{” or “//”, nor begin or end a part with “/”, “.” or “.lock”';
  return null;
};

const utf8Length = (text: string): number =>
  Array.from(text).reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
