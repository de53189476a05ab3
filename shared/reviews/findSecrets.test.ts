import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from './findSecrets.ts';

const digest = (text: string) =>
  `${text.length}:${[...text].reduce((sum, it) => (sum * 31 + it.charCodeAt(0)) | 0, 7)}`;
const find = (text: string, path = 'app/settings.py') =>
  findSecrets([{ path, lines: text.split('\n').map((line, index) => ({ number: index + 1, text: line })) }], digest);

/** Made up here, in two parts, so that no scanner of this repository stumbles over them. */
const letters = 'k7Qx9ZtB3mWv5RnY8sLp2HdGf4JcTa6EuXoI1qNy';
const samples: readonly (readonly [string, string])[] = [
  ['private-key', `-----BEGIN ${'RSA PRIVATE KEY'}-----`],
  ['private-key', `-----BEGIN ${'OPENSSH PRIVATE KEY'}-----`],
  ['aws-key', `key = "${'AKIA'}IOSFODNN7QWERTYU"`],
  ['aws-secret', `AWS_SECRET_ACCESS_KEY = '${letters}'`],
  ['gcp-key', `maps: ${'AIza'}${letters.slice(0, 35)}`],
  ['github-token', `git clone https://${'ghp_'}${letters.slice(0, 36)}@example.com/x`],
  ['github-token', `x = '${'github_pat_'}${letters}'`],
  ['slack-token', `SLACK=${'xoxb-'}123456789012-abcdefABCDEF`],
  ['slack-hook', `post("https://hooks.${'slack.com/services'}/T00000001/B00000001/${letters.slice(0, 24)}")`],
  ['password-in-url', 'DB = "postgresql://app:hunter2pass@db.internal/app"'],
  ['random-value', `api_token: "${letters.slice(0, 32)}"`],
  ['random-value', `"client_secret": "9f86d081884c7d659a2feaa0c55ad015"`],
];

describe('findSecrets', () => {
  it.each(samples)('T5 finds %s and gives nothing of it away', (rule, line) => {
    const found = find(`import os\n${line}`);
    expect(found.map((it) => [it.rule, it.line])).toEqual([[rule, 2]]);
    for (const secret of line.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []) expect(found[0]?.message).not.toContain(secret);
  });

  it.each([
    'password = os.environ["DB_PASSWORD"]',
    'token = get_token(request.headers["authorization"])',
    'api_key: str = Field(default="changeme-changeme")',
    'SECRET_KEY = "$SECRET_KEY_FROM_VAULT"',
    'url = "postgresql://user:password@localhost/db"',
    'authorization_code_verification_url_builder = 1',
    '# The token is sent as a bearer token, see RFC 6750',
    'revision = "4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d4f2a9c1d"',
  ])('T5 leaves alone: %s', (line) => expect(find(line)).toEqual([]));

  it('T5 finds an environment file by its name, but not its sample', () => {
    expect(find('# comment\nDB_PASSWORD=hunter2', '.env').map(({ rule, line }) => [rule, line])).toEqual([
      ['env-file', 2],
    ]);
    expect(find('A=1', 'deploy/.env.production')).toHaveLength(1);
    expect(find('A=1', '.env.example')).toEqual([]);
  });

  it('T5 knows a secret again when the file moves around it, and takes another one for another', () => {
    const line = `api_token: "${letters.slice(0, 32)}"`;
    const [here] = find(line);
    expect(find(`\n\n${line}`)[0]?.fingerprint).toBe(here?.fingerprint);
    expect(find(line.replace('k7Q', 'K8q'))[0]?.fingerprint).not.toBe(here?.fingerprint);
    expect(find(line, 'other.py')[0]?.fingerprint).not.toBe(here?.fingerprint);
  });

  it('T5 searches any line, however long and odd, and never hangs', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (line) => void find(line)));
    for (const part of ['token', 'a:', '://', 'aws ', 'secret=', '-----BEGIN ', 'A'])
      expect(find(part.repeat(200_000 / part.length))).toBeInstanceOf(Array);
  });
});
