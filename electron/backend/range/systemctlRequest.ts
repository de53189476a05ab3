/** What a call of systemctl asks for. */
export interface SystemctlRequest {
  readonly verb: string;
  /** With their suffix: `nginx` is `nginx.service`. */
  readonly units: readonly string[];
  /** `-p`; null when all are wanted. */
  readonly properties: readonly string[] | null;
  readonly value: boolean;
  readonly quiet: boolean;
  /** `-n` of status. */
  readonly lines: number;
}

export type SystemctlReading =
  | { readonly ok: true; readonly request: SystemctlRequest }
  | { readonly ok: false; readonly message: string };

const idle = new Set([
  '--no-pager',
  '--no-ask-password',
  '--no-legend',
  '--plain',
  '--full',
  '-l',
  '--system',
  '--all',
  '-a',
  '--no-block',
  '--wait',
  '--now',
]);

const SUFFIX = /\.(service|socket|target|timer|mount|path|slice|scope)$/;

/** Reads systemctl's arguments: options may stand anywhere, as systemctl allows. */
export const readSystemctlArguments = (args: readonly string[]): SystemctlReading => {
  const words: string[] = [];
  let properties: string[] | null = null;
  let value = false;
  let quiet = false;
  let lines = 10;
  let onlyWords = false;
  const no = (message: string): SystemctlReading => ({ ok: false, message });
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const [name = '', attached] = /^(--[^=]+)=([\s\S]*)$/.exec(arg)?.slice(1) ?? [arg];
    const taken = (): string | undefined => {
      if (attached !== undefined) return attached;
      index += 1;
      return args[index];
    };
    if (onlyWords || !arg.startsWith('-') || arg === '-') words.push(arg);
    else if (arg === '--') onlyWords = true;
    else if (name === '--property' || name === '-p' || /^-p./.test(arg)) {
      const list = /^-p./.test(arg) ? arg.slice(2) : taken();
      if (list === undefined) return no(`systemctl: option requires an argument -- 'p'`);
      properties = [...(properties ?? []), ...list.split(',').filter((item) => item !== '')];
    } else if (name === '--lines' || name === '-n' || /^-n\d/.test(arg)) {
      lines = Number.parseInt(/^-n\d/.test(arg) ? arg.slice(2) : (taken() ?? ''), 10);
      if (Number.isNaN(lines)) return no('Failed to parse lines.');
    } else if (arg === '--value') value = true;
    else if (arg === '-q' || arg === '--quiet') quiet = true;
    else if (!idle.has(arg)) return no(`systemctl: unrecognized option '${arg}'`);
  }
  const [verb = 'list-units', ...names] = words;
  const units = names.map((unit) => (SUFFIX.test(unit) ? unit : `${unit}.service`));
  return { ok: true, request: { verb, units, properties, value, quiet, lines } };
};
