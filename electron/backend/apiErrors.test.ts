import { eventIterator, oc } from '@orpc/contract';
import { createRouterClient, implement, isDefinedError, safe } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errors, Failure } from '../../shared/errors.ts';
import { createApiInterceptor } from './apiErrors.ts';
import { SshError } from './ssh/sshSession.ts';

const { GONE, SSH } = errors;
const contract = {
  call: oc
    .input(z.enum(['gone', 'ssh', 'surprise', 'fine']))
    .output(z.string())
    .errors({ GONE, SSH }),
  stream: oc.output(eventIterator(z.number())).errors({ GONE }),
};
const gone = () => new Failure('GONE', 'This run is not there.', { what: 'run', id: 'x' });
const logged: unknown[] = [];
const os = implement(contract);
const client = createRouterClient(
  os.router({
    call: os.call.handler(({ input }) => {
      if (input === 'gone') throw gone();
      if (input === 'ssh')
        throw new SshError({ kind: 'refused', hop: 'target', where: 'a@b:22', message: 'refused', act: 'start sshd' });
      if (input === 'surprise') throw new Error('password=canary-4711');
      return 'fine';
    }),
    stream: os.stream.handler(async function* () {
      yield 1;
      throw gone();
    }),
  }),
  {
    interceptors: [
      createApiInterceptor(
        { info: () => {}, warn: () => {}, error: (message, detail) => logged.push(message, detail) },
        () => 'id-1',
      ),
    ],
  },
);

describe('errors of the API', () => {
  it('keep their code, message and data when they are expected', async () => {
    const { error } = await safe(client.call('gone'));
    expect(error).toMatchObject({ code: 'GONE', message: 'This run is not there.', data: { what: 'run', id: 'x' } });
    expect(isDefinedError(error)).toBe(true);
    expect((await safe(client.call('ssh'))).error).toMatchObject({
      code: 'SSH',
      data: { kind: 'refused', act: 'start sshd' },
    });
  });

  it('tell nothing of a surprise but an id, under which the log has the rest', async () => {
    const { error } = await safe(client.call('surprise'));
    expect(error).toMatchObject({ code: 'INTERNAL', data: { id: 'id-1' } });
    expect(JSON.stringify(error)).not.toContain('canary');
    expect(JSON.stringify(logged)).toContain('canary');
  });

  it('are mapped in the middle of a stream too', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const number of await client.stream()) seen.push(number);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'GONE' });
    expect(seen).toEqual([1]);
  });

  it('leave what works alone', async () => {
    expect(await client.call('fine')).toBe('fine');
  });
});
