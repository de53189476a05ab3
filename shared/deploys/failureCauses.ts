/** Why a run failed: every code with what happened and what to do. `{name}` stands for a fact of the step that failed. */
export const failureCauses = {
  // preflight
  'tool-missing': {
    message: 'The target lacks {tools}.',
    act: 'Install it there, e.g. apt-get install {tools}, then deploy again.',
  },
  'repository-missing': {
    message: 'There is no folder {path} on the target.',
    act: 'Clone the repository there, or correct the repository path of the environment.',
  },
  'not-a-repository': {
    message: '{path} on the target is not a git work tree.',
    act: 'Clone the repository there, or correct the repository path of the environment.',
  },
  'repository-subfolder': {
    message: '{path} is a folder inside of the work tree {top}.',
    act: 'Set the repository path to {top}.',
  },
  'repository-owner': {
    message: 'git refuses {path}: it belongs to {owner}, and the deploy signs in as {user}.',
    act: 'Give it to that user (chown -R {user} {path}), or sign in as {owner}. git config --global --add safe.directory {path} would only allow reading.',
  },
  'repository-not-writable': {
    message: '{user} may not write to the checkout {path}.',
    act: 'Give it to that user: chown -R {user} {path}',
  },
  'detached-head': {
    message: 'The checkout {path} is on no branch (detached HEAD).',
    act: 'On the target: git -C {path} switch {branch}',
  },
  'other-branch': {
    message: 'The checkout {path} is on branch {current}, not on {branch}.',
    act: 'On the target: git -C {path} switch {branch}; or set the environment to {current}.',
  },
  'no-commit': {
    message: 'The checkout {path} has no commit yet.',
    act: 'Clone the repository there anew.',
  },
  'unfinished-merge': {
    message: 'The checkout {path} is in the middle of a {what}.',
    act: 'Finish or abort it there: git -C {path} status says how.',
  },
  'index-lock': {
    message: 'git is at work in {path}, or was killed there: {lock} exists.',
    act: 'If no git runs there, remove it: rm {lock}',
  },
  'dirty-tree': {
    message: 'The checkout {path} has {count} changed files; the log names them.',
    act: 'Commit or undo what was changed there by hand: git -C {path} status',
  },
  'no-origin': {
    message: 'The checkout {path} has no remote named origin.',
    act: 'On the target: git -C {path} remote add origin URL',
  },
  'app-missing': {
    message: 'The app folder {path} does not exist on the target.',
    act: 'Make it there and give it to {user}, or correct the app path of the environment.',
  },
  'app-not-writable': {
    message: '{user} may not write to the app folder {path}, or to something in it; the log may name it.',
    act: 'Give it to that user: chown -R {user} {path}',
  },
  'app-unsafe': {
    message: 'The app folder {path} is really {real}, which is a folder of the system or of the user.',
    act: 'Set the app path to a folder that holds the app and nothing else.',
  },
  'app-in-repository': {
    message: 'The app folder {path} and the checkout {repository} lie one in the other.',
    act: 'Use two separate folders, else the copy would copy or delete itself.',
  },
  'disk-space': {
    message:
      '{path} has {free} MB free; the deploy wants {needed} MB: twice the size of the checkout, at least 200 MB.',
    act: 'Make room there: old logs, old releases, package caches.',
  },
  'disk-inodes': {
    message: 'The disk of {path} has room for {free} more files; the deploy wants {needed}.',
    act: 'Remove small files nobody needs, e.g. old sessions or caches.',
  },
  'disk-full': {
    message: 'The disk of the target is full: {path} could not be written.',
    act: 'Make room there, then deploy again.',
  },
  'no-systemd': {
    message: 'systemctl does not work on the target; the log has its words.',
    act: 'The target must run systemd, and the user that signs in must be able to ask it.',
  },
  'unit-missing': {
    message: 'systemd on the target knows no unit {unit} ({state}).',
    act: 'See systemctl status {unit} there; install or enable the unit, or correct its name in the environment.',
  },
  'sudo-rule': {
    message: '{user} may not run this without a password: sudo {command}',
    act: 'Add this line with visudo -f /etc/sudoers.d/pitwall on the target: {line}',
  },
  'nginx-config': {
    message: 'nginx -t refuses the configuration; the log has its words.',
    act: 'Mend the file and line that nginx names, then deploy again.',
  },
  // pull
  'origin-unreachable': {
    message: 'The target cannot reach origin ({url}).',
    act: 'See that the target has a network and may connect there: git -C {path} fetch origin',
  },
  'origin-password': {
    message: 'origin ({url}) wants a password or a key that the target does not have.',
    act: 'Give the target a deploy key without a passphrase, then try there: git -C {path} fetch origin',
  },
  'origin-host-key': {
    message: 'The target does not know the host key of origin ({url}), or it changed.',
    act: 'Sign in on the target, run git -C {path} fetch origin once, and compare the fingerprint.',
  },
  'origin-gone': {
    message: 'origin ({url}) is not a repository that can be read.',
    act: 'Correct the remote on the target: git -C {path} remote set-url origin URL',
  },
  'branch-gone': {
    message: 'origin ({url}) has no branch {branch} any more.',
    act: 'Push the branch, or choose another one for the environment.',
  },
  'ref-lock': {
    message: 'Another git is at work in {path}, or was killed there: a lock file is in the way, and the log names it.',
    act: 'If no git runs there, remove that file, then deploy again.',
  },
  'fetch-failed': {
    message: 'git fetch from origin ({url}) failed; the log has its words.',
    act: 'Try it on the target: git -C {path} fetch origin',
  },
  'force-pushed': {
    message: 'origin no longer has {revision} on {branch}: the branch was force-pushed after the deploy was confirmed.',
    act: 'Open the environment again: it shows the new head.',
  },
  'checkout-ahead': {
    message: 'The checkout {path} is {count} commits past the revision that was confirmed.',
    act: 'Deploy the branch’s head instead, or put the checkout back: git -C {path} reset --keep {revision}',
  },
  diverged: {
    message: 'The checkout {path} has {count} commits that origin does not have, so it cannot be fast-forwarded.',
    act: 'Push or drop them there: git -C {path} log origin/{branch}..HEAD shows them.',
  },
  'untracked-in-the-way': {
    message: 'Files in {path} that git does not know would be overwritten; the log names them.',
    act: 'Move or remove them there, then deploy again.',
  },
  'pull-failed': {
    message: 'git could not fast-forward {path}; the log has its words.',
    act: 'Try it on the target: git -C {path} merge --ff-only {revision}',
  },
  // sync
  'checkout-moved': {
    message: 'The checkout {path} is not at the revision any more: somebody changed it in the middle of the run.',
    act: 'Find out who works there, then deploy again.',
  },
  'rsync-failed': {
    message: 'rsync failed with code {code}; the log has its words.',
    act: 'Mend what rsync names, then deploy again: the copy is made whole.',
  },
  'rsync-vanished': {
    message: 'Files of {path} vanished under rsync, three times in a row (code 24).',
    act: 'Find out what writes there during a deploy, then deploy again.',
  },
  // restart, reload
  'start-limit': {
    message: 'systemd starts {unit} no more: it was started too often in a short time.',
    act: 'On the target: sudo systemctl reset-failed {unit}; then deploy again.',
  },
  'restart-failed': {
    message: 'systemctl restart {unit} failed; the unit is {state}. The log has the end of its journal.',
    act: 'Read the journal in the log, mend the app or the unit, then deploy again.',
  },
  'nginx-inactive': {
    message: '{unit} is {state}, so it cannot be reloaded.',
    act: 'On the target: sudo systemctl start {unit}; then deploy again.',
  },
  'reload-failed': {
    message: 'systemctl reload {unit} failed; the log has its words.',
    act: 'On the target: systemctl status {unit}',
  },
  // health
  'unit-failed': {
    message: 'The app was started and died: {unit} is {state}. The log has the end of its journal.',
    act: 'Read the journal in the log, mend the app, then deploy again.',
  },
  'unit-restarting': {
    message: 'The app dies and is started again and again ({restarts} times): {unit} is {state}.',
    act: 'Read the journal in the log, mend the app, then deploy again.',
  },
  'old-process': {
    message: 'The process of before the restart ({pid}) still answers: {unit} was not really restarted.',
    act: 'See on the target whether the unit’s own process is the one that listens: systemctl status {unit}',
  },
  'app-down': {
    message: 'The app at {url} did not become healthy in {seconds} s: {detail}.',
    act: 'Read the journal in the log, mend the app, then deploy again.',
  },
  'nginx-down': {
    message: 'The app is healthy, but nginx at {url} is not after {seconds} s: {detail}.',
    act: 'See that nginx passes on to the app’s port: sudo nginx -T',
  },
  // any step
  'step-failed': {
    message: 'Step {step} failed with exit code {rc}; the log has its words.',
    act: 'Read the end of the log.',
  },
  'step-killed': {
    message: 'Step {step} was killed by signal {signal}.',
    act: 'See whether the target ran out of memory: journalctl -k | grep -i oom',
  },
  'step-timeout': {
    message: 'Step {step} was ended at its time limit.',
    act: 'Find out what it waits for, or raise the limit of the step in the environment.',
  },
  // the run as a whole
  locked: {
    message: 'Another run holds the environment: {actor}, run {owner}.',
    act: 'Wait for its end, then deploy again.',
  },
  fenced: {
    message: 'Another run has taken over the environment; this one stopped and wrote nothing more to the app.',
    act: 'Look at the other run.',
  },
  cancelled: { message: 'Cancelled {where}.', act: 'Deploy again when you are ready.' },
  interrupted: {
    message: 'The runner on the target ended {where}, without a verdict: it was killed, or the machine went down.',
    act: 'Deploy again: the next run first ends what this one left behind.',
  },
  'never-started': {
    message: 'The target has no record of this run: it was never started there.',
    act: 'Deploy again.',
  },
  'not-launched': {
    message: 'The target has the run’s steps, but was not told to start them.',
    act: 'Deploy again.',
  },
  'record-gone': {
    message: 'The target’s record of this run is gone, and what became of it cannot be told.',
    act: 'Open the environment’s page: it reads what runs there now.',
  },
  'journal-incomplete': {
    message: 'The target says that the run is over, but its journal does not tell of every step.',
    act: 'Read the log, and open the environment’s page: it reads what runs there now.',
  },
  'public-path-down': {
    message: 'The target says that it is healthy, but {url} does not answer as it must from here: {detail}.',
    act: 'Look at what stands before the target: DNS, the proxy, the firewall.',
  },
  'path-down': {
    message: 'The run ended well, but right after it the {hop} hop ({url}) failed: {detail}.',
    act: 'Look at the unit on the target: it may have died after it was healthy.',
  },
} as const satisfies Readonly<Record<string, { readonly message: string; readonly act: string }>>;

export type FailureCode = keyof typeof failureCauses;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The facts that a cause's texts speak of. */
export type FailureFacts<Code extends FailureCode> = Placeholders<
  (typeof failureCauses)[Code]['message'] | (typeof failureCauses)[Code]['act']
>;

export const isFailureCode = (text: string | undefined): text is FailureCode =>
  text !== undefined && Object.hasOwn(failureCauses, text);

/** A cause in words; a fact that is not known is shown as `?`. */
export const explainFailure = (
  code: FailureCode,
  facts: Readonly<Record<string, string>>,
): { readonly message: string; readonly act: string } => {
  const fill = (text: string) =>
    text.replace(/\{([a-z]+)\}/g, (_, name: string) => (Object.hasOwn(facts, name) ? (facts[name] ?? '?') : '?'));
  const { message, act } = failureCauses[code];
  return { message: fill(message), act: fill(act) };
};
