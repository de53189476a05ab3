import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';
import type { EnvironmentDraft, HopDraft } from './environmentDraft.ts';

const hop = (draft: HopDraft) => ({
  host: draft.host,
  port: draft.port,
  user: draft.user,
  auth: draft.auth === 'key' ? { kind: draft.auth, path: draft.keyPath } : { kind: draft.auth },
});

/** The form's values in the shape of the settings; not checked yet. */
const candidate = (draft: EnvironmentDraft) => ({
  name: draft.name,
  tier: draft.tier,
  protected: draft.protected,
  ssh: { ...hop(draft.ssh), jump: draft.viaJump ? hop(draft.jump) : null },
  repositoryPath: draft.repositoryPath.trim(),
  appPath: draft.appPath.trim(),
  branch: draft.branch.trim(),
  unit: draft.unit.trim(),
  nginxUnit: draft.nginxUnit.trim(),
  strategy: {
    kind: 'in-place',
    delete: draft.delete,
    exclude: draft.exclude
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  },
  health: {
    ...draft.health,
    appUrl: draft.health.appUrl.trim(),
    nginxUrl: draft.health.nginxUrl.trim(),
    publicUrl: draft.health.publicUrl.trim() === '' ? null : draft.health.publicUrl.trim(),
  },
  limits: draft.limits,
});

/** The form's field for a path of the settings. */
const fieldOf = (path: string): string =>
  path
    .replace(/^ssh\.jump\b/, 'jump')
    .replace(/^(ssh|jump)\.auth\.path$/, '$1.keyPath')
    .replace(/^strategy\.exclude(\..*)?$/, 'exclude')
    .replace(/^strategy\.delete$/, 'delete');

/** What is wrong in the form, by the form's own field names; empty when it can be saved. */
export const draftErrors = (draft: EnvironmentDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(schemaErrors(EnvironmentSettings, candidate(draft))).map(([path, message]) => [
      fieldOf(path),
      message,
    ]),
  );

/** The settings a form without errors stands for. Throws ZodError when it has some. */
export const settingsOf = (draft: EnvironmentDraft): EnvironmentSettings => EnvironmentSettings.parse(candidate(draft));
