import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import { createAppHandlers } from './appHandlers.ts';

it('says what Pitwall is now, with the notices of its start', async () => {
  const vault = { kind: 'memory', explanation: 'No keychain here.' } as const;
  const info = { version: '1.2.3', shell: 'browser', dataDir: '/data', vault, startedAt: 5 } as const;
  const notices = ['The database was damaged.'];
  const client = createRouterClient(createAppHandlers({ info: () => ({ ...info, notices }) }));
  expect(await client.info()).toEqual({ ...info, notices });
  notices.push('more');
  expect((await client.info()).notices).toHaveLength(2);
});
