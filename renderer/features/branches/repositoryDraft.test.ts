import { describe, expect, it } from 'vitest';
import { defaultRepositorySettings, type RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import { draftOfRepository, repositoryErrors, repositoryOfDraft } from './repositoryDraft.ts';

const clone: RepositorySettings = {
  ...defaultRepositorySettings,
  source: { kind: 'clone', url: 'https://example.com/x.git' },
};

describe('repositoryDraft', () => {
  it('B2 gives back what it was made of', () => {
    const folder: RepositorySettings = {
      ...clone,
      source: { kind: 'folder', path: '/srv/x' },
      me: { name: 'Sample Lead', email: 'lead@example.com' },
      github: { apiUrl: 'https://api.github.com', owner: 'sample', repository: 'product' },
    };
    for (const settings of [clone, folder]) expect(repositoryOfDraft(draftOfRepository(settings))).toEqual(settings);
  });

  it('B2 puts what is wrong to the field it is in', () => {
    const draft = { ...draftOfRepository(null), myName: 'Sample', base: '--x', bug: 'A B', github: true };
    expect(Object.keys(repositoryErrors(draft)).sort()).toEqual([
      'base',
      'bug',
      'myEmail',
      'owner',
      'repository',
      'url',
    ]);
    expect(repositoryErrors({ ...draft, url: 'ext::sh -c id' }).url).toContain('spaces');
  });
});
