import { parseArgs } from 'node:util';

export interface ServeOptions {
  /** Null: the port of the last time when it is free, else any. */
  readonly port: number | null;
  readonly dataDir: string | null;
  /** Where metrics are told to Prometheus; null: nowhere. */
  readonly metrics: number | null;
  /** Whether the user's browser is opened where there is a display. */
  readonly open: boolean;
}

/** Reads the command line of the browser shell; a text says in one sentence what is wrong with it. */
export const readServeOptions = (args: readonly string[]): ServeOptions | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        metrics: { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    });
    const port = values.port === undefined ? null : readPort('port', values.port);
    if (typeof port === 'string') return port;
    const metrics = values.metrics === undefined ? null : readPort('metrics', values.metrics);
    if (typeof metrics === 'string') return metrics;
    if (values.data === '') return 'The option --data wants a folder.';
    return { port, metrics, dataDir: values.data ?? null, open: values['no-open'] !== true };
  } catch (error) {
    return error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? error.message) : String(error);
  }
};

const readPort = (option: 'port' | 'metrics', text: string): number | string => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port >= 0 && port <= 65_535 ? port : `The option --${option} wants a number from 0 to 65535, not “${text}”.`;
};
