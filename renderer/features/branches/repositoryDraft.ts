import { defaultRepositorySettings, RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';

/** The settings as the form holds them: texts, numbers and switches. */
export interface RepositoryDraft {
  readonly kind: 'clone' | 'folder';
  readonly url: string;
  readonly path: string;
  readonly base: string;
  readonly mergeMethod: string;
  readonly feature: string;
  readonly bug: string;
  readonly debt: string;
  readonly staleAfterDays: number | string;
  readonly fetchEverySeconds: number | string;
  readonly followItems: boolean;
  /** Empty: the first status of the category done. */
  readonly mergedStatus: string;
  readonly myName: string;
  readonly myEmail: string;
  readonly github: boolean;
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
}

export const draftOfRepository = (settings: RepositorySettings | null): RepositoryDraft => {
  const { source, me, github, branchTypes, mergedStatus, ...rest } = settings ?? {
    ...defaultRepositorySettings,
    source: { kind: 'clone' as const, url: '' },
  };
  return {
    ...rest,
    ...branchTypes,
    kind: source.kind,
    url: source.kind === 'clone' ? source.url : '',
    path: source.kind === 'folder' ? source.path : '',
    mergedStatus: mergedStatus ?? '',
    myName: me?.name ?? '',
    myEmail: me?.email ?? '',
    github: github !== null,
    apiUrl: github?.apiUrl ?? 'https://api.github.com',
    owner: github?.owner ?? '',
    repository: github?.repository ?? '',
  };
};

/** What the draft wants, not checked yet. */
export const wantedRepository = (draft: RepositoryDraft) => ({
  source: draft.kind === 'clone' ? { kind: 'clone', url: draft.url } : { kind: 'folder', path: draft.path },
  base: draft.base,
  mergeMethod: draft.mergeMethod,
  branchTypes: { feature: draft.feature, bug: draft.bug, debt: draft.debt },
  staleAfterDays: draft.staleAfterDays,
  fetchEverySeconds: draft.fetchEverySeconds,
  followItems: draft.followItems,
  mergedStatus: draft.mergedStatus === '' ? null : draft.mergedStatus,
  me:
    draft.myName.trim() === '' && draft.myEmail.trim() === ''
      ? null
      : { name: draft.myName, email: draft.myEmail.trim() },
  github: draft.github ? { apiUrl: draft.apiUrl, owner: draft.owner, repository: draft.repository } : null,
});

/** The field of the form that a path of the settings is in. */
const fieldOf = (path: string): string => {
  if (path === 'me.name') return 'myName';
  if (path === 'me.email') return 'myEmail';
  return path.split('.').at(-1) ?? path;
};

/** By the field of the form. */
export const repositoryErrors = (draft: RepositoryDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(schemaErrors(RepositorySettings, wantedRepository(draft))).map(([path, message]) => [
      fieldOf(path),
      message,
    ]),
  );

export const repositoryOfDraft = (draft: RepositoryDraft): RepositorySettings =>
  RepositorySettings.parse(wantedRepository(draft));
