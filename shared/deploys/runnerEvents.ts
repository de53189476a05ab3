import { type StepName, stepNames } from '../projects/environment.ts';

/** Why a run ended, as the runner itself says it. */
export const exitReasons = ['done', 'failed', 'cancelled', 'locked', 'fenced', 'timeout'] as const;
export type ExitReason = (typeof exitReasons)[number];

/** One line of a run's journal. `at` is the target's clock in milliseconds, `off` the log's size in bytes at that moment. */
export type RunnerEvent =
  | {
      readonly verb: 'started';
      readonly at: number;
      readonly id: string;
      readonly app: string;
      readonly epoch: number;
      readonly boot: string;
    }
  | { readonly verb: 'begin'; readonly at: number; readonly step: StepName; readonly off: number }
  | {
      readonly verb: 'fact';
      readonly at: number;
      readonly step: StepName;
      readonly name: string;
      readonly value: string;
    }
  | { readonly verb: 'end'; readonly at: number; readonly step: StepName; readonly rc: number; readonly off: number }
  | {
      readonly verb: 'locked';
      readonly at: number;
      /** The run that holds the lock; empty when it could not be read. */
      readonly owner: string;
      readonly actor: string;
      /** When that run was started, in milliseconds; 0 when it could not be read. */
      readonly since: number;
      readonly step: StepName | null;
    }
  | { readonly verb: 'fenced'; readonly at: number; readonly epoch: number }
  | {
      readonly verb: 'exit';
      readonly at: number;
      readonly rc: number;
      /** The last step that began; null when none did. */
      readonly step: StepName | null;
      /** The log's final size. */
      readonly off: number;
      readonly reason: ExitReason;
    };

/** A journal longer than this is not ours: six steps write some thirty lines. */
const LINES_MAX = 10_000;
/** The longest line the runner writes is a fact of some 1,100 characters. */
const LINE_MAX = 4_096;

const whole = (text: string | undefined): number | null => {
  const value = /^\d{1,16}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
};

const stepNamed = (text: string | undefined): StepName | null => stepNames.find((name) => name === text) ?? null;

/** Values travel percent-encoded; what does not decode is taken as it is. */
const decoded = (text: string | undefined): string => {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
};

const readLine = (line: string): RunnerEvent | null => {
  const [time, verb, ...pairs] = line.split(' ');
  const at = whole(time);
  if (at === null) return null;
  const fields = new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
  const step = stepNamed(fields.get('step'));
  const [rc, off, epoch] = [whole(fields.get('rc')), whole(fields.get('off')), whole(fields.get('epoch'))];
  switch (verb) {
    case 'started': {
      const [id, app, boot] = [fields.get('id'), fields.get('app'), fields.get('boot')];
      return id === undefined || app === undefined || epoch === null
        ? null
        : { verb, at, id, app, epoch, boot: boot ?? '' };
    }
    case 'begin':
      return step === null || off === null ? null : { verb, at, step, off };
    case 'fact': {
      const name = fields.get('name') ?? '';
      return step === null || name === '' ? null : { verb, at, step, name, value: decoded(fields.get('value')) };
    }
    case 'end':
      return step === null || rc === null || off === null ? null : { verb, at, step, rc, off };
    case 'locked':
      return {
        verb,
        at,
        owner: decoded(fields.get('owner')),
        actor: decoded(fields.get('actor')),
        since: whole(fields.get('since')) ?? 0,
        step,
      };
    case 'fenced':
      return { verb, at, epoch: epoch ?? 0 };
    case 'exit': {
      const reason = exitReasons.find((known) => known === fields.get('reason'));
      return rc === null || off === null || reason === undefined ? null : { verb, at, rc, step, off, reason };
    }
    default:
      return null;
  }
};

/** The journal is ASCII; any other byte becomes some character that no field takes. */
const asText = (bytes: Uint8Array): string => {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return text;
};

/** Reads a run's journal.
 *
 * Tolerant of everything: a torn last line is left out until it is whole, a line that is not understood is skipped. Never throws. */
export const readRunnerEvents = (bytes: Uint8Array): readonly RunnerEvent[] => {
  const text = asText(bytes);
  const end = text.lastIndexOf('\n');
  if (end < 0) return [];
  return text
    .slice(0, end)
    .split('\n', LINES_MAX)
    .filter((line) => line.length <= LINE_MAX)
    .map(readLine)
    .filter((event) => event !== null);
};
