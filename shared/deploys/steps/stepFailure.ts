import { type RemoteCommand, script, sh, verbatim } from '../../remote/remoteCommand.ts';
import { type FailureCode, type FailureFacts, failureCauses } from '../failureCauses.ts';

/** A value that the step's script holds in a shell variable when it runs. */
export interface ShellVariable {
  readonly variable: string;
}

/** `"$name"` of the script. Throws RangeError for what is no name. */
export const shellVariable = (name: string): ShellVariable => {
  if (!/^[a-z_]+$/.test(name)) throw new RangeError('Not the name of a shell variable.');
  return { variable: name };
};

type Value = string | ShellVariable;

const quoted = (value: Value): RemoteCommand =>
  typeof value === 'string' ? sh`${value}` : (`"$${value.variable}"` as RemoteCommand);

/** One word: the text, with its placeholders filled. */
const filled = (text: string, values: Readonly<Record<string, Value>>): RemoteCommand =>
  text
    .split(/(\{[a-z]+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? quoted(values[part.slice(1, -1)] ?? '?') : sh`${part}`))
    .join('') as RemoteCommand;

/** Script lines that name a failure: facts for the journal, what happened and what to do for the log.
 *
 * They do not end the step; `exit 1` does. Of several in one step the first becomes the run's cause. Texts come from `failureCauses`, so the
 * log and the outcome say the same. */
export const stepFailure = <Code extends FailureCode>(
  code: Code,
  facts: Readonly<Record<FailureFacts<Code>, Value>>,
): RemoteCommand => {
  const values: Readonly<Record<string, Value>> = facts;
  const { message, act } = failureCauses[code];
  const pairs = Object.entries(values)
    .map(([name, value]) => ` ${sh`${name}`} ${quoted(value)}`)
    .join('') as RemoteCommand;
  return script(
    sh`blame ${code}${verbatim(pairs)}`,
    sh`say ${verbatim(filled(message, values))}`,
    sh`say ${verbatim(filled(act, values))}`,
  );
};
