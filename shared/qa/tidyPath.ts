/** A path with `/` between its parts, without `.`, and with every `..` that can be resolved; null when nothing is left. */
export const tidyPath = (path: string): string | null => {
  const parts: string[] = [];
  for (const part of path.trim().replace(/\\/g, '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.length === 0 || parts.at(-1) === '..' ? null : parts.join('/').slice(0, 4096);
};
