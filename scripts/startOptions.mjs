import { parseArgs } from 'node:util';
import { ExpectedFailure } from './expectedFailure.mjs';

export const help = `Usage: npm start -- [options]

Starts Pitwall: the desktop window where Electron and a display are to be had, else
the same page for your browser on 127.0.0.1, behind a one-time link.

  --browser     use the browser shell in any case
  --port N      port of the browser shell (implies --browser); without it the port of
                the last time when it is free, else any
  --data DIR    keep the data there instead of in your data folder
  --metrics N   tell what is measured to a Prometheus on this machine, in its text
                format, at http://127.0.0.1:N/metrics
  --no-open     print the link, open no browser
  --help        this text

Your data is in ~/.local/share/pitwall (Linux), ~/Library/Application Support/Pitwall
(macOS) or %APPDATA%\\Pitwall (Windows).`;

/** Reads the command line of `npm start`. */
export const readStartOptions = (args) => {
  const { values } = parse(args);
  for (const name of ['port', 'metrics']) {
    const text = values[name];
    if (text !== undefined && !(/^\d{1,5}$/.test(text) && Number(text) <= 65_535))
      throw new ExpectedFailure(`The option --${name} wants a number from 0 to 65535, not “${text}”.`);
  }
  if (values.data === '') throw new ExpectedFailure('The option --data wants a folder.');
  return {
    help: values.help ?? false,
    browser: values.browser === true || values.port !== undefined,
    port: values.port ?? null,
    metrics: values.metrics ?? null,
    data: values.data ?? null,
    open: values['no-open'] !== true,
  };
};

const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'boolean' },
        port: { type: 'string' },
        data: { type: 'string' },
        metrics: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const [sentence] = error.message.split(/\. (?=To |Did )|\n/);
    throw new ExpectedFailure(`${sentence.replace(/\.$/, '')}. See npm start -- --help.`);
  }
};
