import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, unknown>;
const require = createRequire(join(root, 'package.json'));

describe('the installers’ configuration', () => {
  it('is one that electron-builder itself accepts', async () => {
    const builder = createRequire(require.resolve('electron-builder'));
    const { validateConfiguration } = builder('app-builder-lib/out/util/config/config.js') as {
      validateConfiguration: (config: unknown, log: { isEnabled: boolean; add: () => void }) => Promise<void>;
    };
    const log = { isEnabled: false, add: () => {} };
    await expect(validateConfiguration(structuredClone(config), log)).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, noSuchField: true }, log)).rejects.toThrow(/noSuchField/);
  });

  it('switches off every way to run Electron as something else', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('packs AppImage, deb, dmg and nsis, with what the app reads at run time beside the app', () => {
    expect(config).toMatchObject({
      linux: { target: ['AppImage', 'deb'] },
      mac: { target: ['dmg'] },
      win: { target: ['nsis'] },
    });
    const resources = config.extraResources as readonly { from: string; to: string }[];
    for (const { from } of resources) expect(existsSync(join(root, from)), from).toBe(true);
    expect(resources.map(({ to }) => to)).toEqual(['runner', 'presets', 'range', 'icons']);
  });
});
