import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from './appProtocol.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-page-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'page', 'assets', 'a.js'), 'export {}');
  writeFileSync(join(folder, 'page', 'secret.key'), 'secret');
  writeFileSync(join(folder, 'outside.html'), 'outside');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (url: string, method = 'GET') => servePage(join(folder, 'page'))({ url, method });

describe('the app scheme', () => {
  it('serves the page with a policy that lets no foreign script in', async () => {
    const answer = await ask('app://pitwall/');
    expect(await answer.text()).toBe('<!doctype html>');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect((await ask('app://pitwall/assets/a.js')).headers.get('content-type')).toContain('text/javascript');
  });

  it.each([
    'app://pitwall/../outside.html',
    'app://pitwall/%2e%2e/outside.html',
    'app://pitwall/..%2foutside.html',
    'app://pitwall/assets/..%2f..%2foutside.html',
    'app://pitwall/secret.key',
    'app://pitwall/assets',
    'app://pitwall/%00.html',
    'app://pitwall/%ff.html',
    'app://evil/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('has nothing at %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it('answers no other method', async () => {
    expect((await ask('app://pitwall/index.html', 'POST')).status).toBe(404);
  });
});
