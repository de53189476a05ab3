import { describe, expect, it } from 'vitest';
import { modulesMatchLock } from './modulesMatchLock.mjs';

const lock = {
  packages: {
    '': { name: 'us', version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/b': { version: '2.0.0', optional: true },
  },
};
const holds = (packages) => modulesMatchLock(lock, { packages });

describe('what is installed', () => {
  it('fits the lock file when every package is there in its version', () => {
    expect(holds({ 'node_modules/a': { version: '1.2.3' }, 'node_modules/b': { version: '2.0.0' } })).toBe(true);
  });

  it('may lack what is for another system, and hold more', () => {
    expect(holds({ 'node_modules/a': { version: '1.2.3' }, 'node_modules/c': { version: '9.9.9' } })).toBe(true);
  });

  it('does not fit with a package missing, in another version, or without a list', () => {
    expect(holds({ 'node_modules/b': { version: '2.0.0' } })).toBe(false);
    expect(holds({ 'node_modules/a': { version: '1.2.4' } })).toBe(false);
    expect(holds({ 'node_modules/a': { version: '1.2.3' }, 'node_modules/b': { version: '2.0.1' } })).toBe(false);
    expect(modulesMatchLock(lock, null)).toBe(false);
  });
});
