import { describe, expect, it } from 'vitest';
import { httpsOrigin, refusesUrl } from './repositoryUrl.ts';

describe('refusesUrl', () => {
  it.each([
    'https://example.com/team/product.git',
    'ssh://git@example.com:2222/team/product.git',
    'git@example.com:team/product.git',
    'git://example.com/product.git',
    'file:///srv/git/product.git',
  ])('B2 takes %s', (url) => expect(refusesUrl(url)).toBeNull());
  it.each([
    'ext::sh -c id',
    'ext::sh%20-c%20id',
    '--upload-pack=touch',
    'https://user:secret@example.com/x.git',
    'ssh://-oProxyCommand=id/x',
    'ssh://git@-oProxyCommand=id/x',
    '-oProxyCommand=id:x',
    'fd::17',
    'ftp://example.com/x',
    'https://example.com/a b',
    'https://example.com/\nx',
    '',
  ])('B2 refuses %j', (url) => expect(refusesUrl(url)).not.toBeNull());
  it('B2 knows the server that a token is for', () => {
    expect(httpsOrigin('https://user@example.com:8443/x.git')).toBe('https://example.com:8443');
    expect(httpsOrigin('git@example.com:x')).toBeNull();
  });
});
