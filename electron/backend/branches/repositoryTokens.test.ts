import { describe, expect, it } from 'vitest';
import { gitEnvironment } from '../git/gitEnvironment.ts';
import { runGit } from '../git/runGit.ts';
import { tokenConfig } from './repositoryTokens.ts';

const SECRET = 'canary-token-0123456789';

describe('tokenConfig', () => {
  it('B2 signs in by a token at the server of an https address, and nowhere else', async () => {
    const url = 'https://git.example.com/team/product.git';
    const config = tokenConfig(url, SECRET);
    const headerAt = async (asked: string) =>
      (
        await runGit({
          dir: null,
          config,
          args: ['config', '--get-urlmatch', 'http.extraHeader', asked],
          expect: [0, 1],
        })
      ).stdout
        .toString('utf8')
        .trim();
    const header = await headerAt(url);
    expect(Buffer.from(header.split(' ').at(-1) ?? '', 'base64').toString('utf8')).toBe(`x-access-token:${SECRET}`);
    for (const other of [
      'https://git.example.com.evil.example/x',
      'https://other.example/x',
      'http://git.example.com/x',
      'https://git.example.com:8443/x',
    ])
      expect(await headerAt(other), other).toBe('');
    expect(config).toContainEqual(['http.https://git.example.com/.followRedirects', 'false']);
  });

  it('B2 sends no token to ssh, git, file and plain http addresses, and none when none is stored', () => {
    for (const url of [
      'git@example.com:x',
      'ssh://example.com/x',
      'git://example.com/x',
      'file:///x',
      'http://example.com/x',
    ])
      expect(tokenConfig(url, SECRET)).toEqual([]);
    expect(tokenConfig('https://example.com/x', null)).toEqual([]);
  });

  it('B2 lets nothing of the surroundings steer git', () => {
    const env = gitEnvironment(
      { PATH: '/bin', GIT_DIR: '/x', GIT_EXTERNAL_DIFF: 'x', GIT_SSH_COMMAND: 'x', LD_PRELOAD: 'x' },
      [],
      'ssh',
    );
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['GIT_DIR']));
    expect(env).not.toHaveProperty('GIT_EXTERNAL_DIFF');
    expect(env).not.toHaveProperty('LD_PRELOAD');
    expect(env.GIT_SSH_COMMAND).toBe('ssh');
  });
});
