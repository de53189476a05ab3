import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { z } from 'zod';

const Place = z.object({ port: z.number().int().min(1).max(65_535), key: z.string().min(32).max(64) });

/** Where the browser shell of a data folder listens, or listened last, and the key that its owner may ask it with. */
export type InstancePlace = Readonly<z.infer<typeof Place>>;

/** Null when the file is not there or not ours. */
export const readInstancePlace = (path: string): InstancePlace | null => {
  try {
    return Place.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
};

/** Private, because whoever reads it may sign in. It stays when Pitwall ends: the next start takes the same port, so that open pages find
 * it again. */
export const writeInstancePlace = (path: string, place: InstancePlace): void => {
  writeFileSync(`${path}.new`, JSON.stringify(place), { mode: 0o600 });
  renameSync(`${path}.new`, path);
};

/** Asks the Pitwall that runs there for a fresh link; null when it does not answer as it should. */
export const askForLink = ({ port, key }: InstancePlace): Promise<string | null> =>
  new Promise((resolve) => {
    const origin = `http://127.0.0.1:${port}`;
    const asking = request(
      `${origin}/session/code`,
      {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json', 'content-length': 2, authorization: `Bearer ${key}` },
        timeout: 3_000,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => resolve(null));
        answer.on('end', () => {
          const read = Answer.safeParse(parseJson(Buffer.concat(parts).toString('utf8')));
          resolve(read.success ? `${origin}/#${read.data.code}` : null);
        });
      },
    );
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(null));
    asking.end('{}');
  });

const Answer = z.object({ code: z.string().regex(/^[\w-]{22,64}$/) });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
