import { fitsPattern } from './fitsPattern.ts';

/** One command of what `sudo -l` lists. */
export interface SudoRule {
  /** As listed: `ALL`, a path, or a path with arguments; patterns and escapes untouched. */
  readonly command: string;
  readonly negated: boolean;
  /** Whether sudo asks for a password before it. */
  readonly password: boolean;
}

/** Reads the listing of `sudo -l`: the rules in their order, of which the last that fits decides. Never throws.
 *
 * sudo breaks long lines, and a tag such as NOPASSWD: counts until the next one of its kind. */
export const readSudoListing = (listing: string): readonly SudoRule[] => {
  const [head = '', ...rest] = listing.split(/^User .* may run the following commands .*$/m);
  const never = /(^|[\s,])!authenticate\b/.test(head);
  const joined = rest.join('\n').replace(/\r?\n {8}/g, ' ');
  return [...joined.matchAll(/^ {4}\(([^)]*)\) (.*)$/gm)].flatMap(([, , text = '']) => {
    let password = !never;
    return text.split(/(?<!\\),/).flatMap((part) => {
      let command = part.trim();
      for (let tag = TAG.exec(command); tag !== null; tag = TAG.exec(command)) {
        if (tag[1] === 'NOPASSWD') password = false;
        if (tag[1] === 'PASSWD') password = true;
        command = command.slice(tag[0].length);
      }
      const negated = command.startsWith('!');
      command = negated ? command.slice(1).trim() : command;
      return command === '' ? [] : [{ command, negated, password }];
    });
  });
};

const TAG = /^([A-Z_]+):\s*/;

/** Whether sudo would ask for a password before `command` (a path and its arguments). False as well when no rule fits: then sudo's own
 * yes or no is all there is. */
export const asksForPassword = (rules: readonly SudoRule[], command: string): boolean =>
  rules.findLast((rule) => !rule.negated && fits(rule, command))?.password ?? false;

/** Rules that make whoever has them root, though a deploy needs three exact commands. */
export const wideRules = (rules: readonly SudoRule[]): readonly SudoRule[] =>
  rules.filter(({ command, negated, password }) => {
    if (negated || password) return false;
    const [path = '', ...args] = command.split(' ');
    const name = path.slice(path.lastIndexOf('/') + 1);
    return (
      command === 'ALL' ||
      path.endsWith('/') ||
      /[*?[]/.test(command) ||
      (name === 'systemctl' && args.length === 0) ||
      ROOT.test(name)
    );
  });

/** Programs that run anything, or write any file, for whoever may start them as root. */
const ROOT =
  /^(sh|bash|dash|zsh|fish|busybox|su|env|vi|vim|nano|ed|less|more|man|python[\d.]*|perl|ruby|node|awk|sed|tee|dd|cp|mv|ln|install|chmod|chown|rsync|tar|find|git|docker|mount|apt|apt-get|dpkg|crontab|visudo)$/;

const fits = ({ command }: SudoRule, asked: string): boolean => {
  if (command === 'ALL') return true;
  const [rulePath, ruleArgs] = split(command);
  const [path, args] = split(asked);
  const pathFits = rulePath.endsWith('/') ? path.startsWith(rulePath) : fitsPattern(plain(rulePath), path);
  return pathFits && (ruleArgs === '' || (ruleArgs === '""' ? args === '' : fitsPattern(plain(ruleArgs), args)));
};

const split = (command: string): readonly [path: string, args: string] => {
  const at = command.indexOf(' ');
  return at < 0 ? [command, ''] : [command.slice(0, at), command.slice(at + 1).trim()];
};

const plain = (pattern: string): string => pattern.replace(/\\(.)/g, '$1');
