import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type Answer, jsonAnswer, textAnswer } from './answer.ts';
import { readJsonBody } from './readJsonBody.ts';
import { sameHash, secretHash } from './secretHash.ts';
import type { SessionStore } from './sessionStore.ts';
import type { SignInCodes } from './signInCodes.ts';

export interface DoorDeps {
  readonly codes: SignInCodes;
  readonly sessions: SessionStore;
  readonly origin: string;
  /** Known to whoever may read the data folder: another start of Pitwall asks for a fresh code with it. */
  readonly key: string;
}

const Code = z.strictObject({ code: z.string().max(64) });
const Challenge = z.strictObject({ id: z.string().max(32), nonce: z.string().min(16).max(64) });

type Endpoint = (body: unknown, deps: DoorDeps, request: IncomingMessage) => Answer;

/** A link's code becomes a token, once. */
const signIn: Endpoint = (body, { codes, sessions }) => {
  const read = Code.safeParse(body);
  if (!read.success) return textAnswer(400, 'A code is wanted.');
  const verdict = codes.use(read.data.code);
  if (verdict === 'wait') return textAnswer(429, 'Too many wrong codes. Wait a minute.');
  return verdict === 'right'
    ? jsonAnswer(200, { token: sessions.open() })
    : textAnswer(401, 'This link was used before, or is too old.');
};

/** Shows a page that we are the Pitwall that gave it its token. */
const prove: Endpoint = (body, { sessions, origin }) => {
  const read = Challenge.safeParse(body);
  if (!read.success) return textAnswer(400, 'A challenge is wanted.');
  const proof = sessions.prove(read.data.id, `${origin}\n${read.data.nonce}`);
  return proof === null ? textAnswer(401, 'This session is not known here.') : jsonAnswer(200, { proof });
};

/** A fresh code for the owner of the data folder. */
const freshCode: Endpoint = (_body, { codes, key }, request) => {
  const given = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return sameHash(secretHash(given), secretHash(key))
    ? jsonAnswer(200, { code: codes.issue() })
    : textAnswer(401, 'The key is wrong.');
};

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/session': signIn,
  '/session/proof': prove,
  '/session/code': freshCode,
};

/** Answers a POST that the guard let pass. */
export const answerPost = async (request: IncomingMessage, deps: DoorDeps): Promise<Answer> => {
  const path = request.url ?? '';
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  if (endpoint === undefined) return textAnswer(404, 'Nothing is here.');
  const body = await readJsonBody(request);
  return body.kind === 'refused' ? textAnswer(body.status, body.reason) : endpoint(body.value, deps, request);
};
