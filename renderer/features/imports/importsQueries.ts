import { keepPreviousData } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId, ImportMapping } from '../../../shared/imports/contract.ts';
import { api } from '../../backend/client.ts';

/** What the import screen reads. A file that was sent never changes, so it is read once and forgotten with the screen. */
export const previewOf = (id: ImportId) =>
  api.imports.preview.queryOptions({
    input: { import: id },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });

/** What an import would do; the figures of the mapping before stay until the new ones are there. */
export const dryRunOf = (id: ImportId, mapping: ImportMapping) =>
  api.imports.dryRun.queryOptions({
    input: { import: id, mapping },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });

export const planningSettingsOf = (project: ProjectId) => api.backlog.settings.queryOptions({ input: { project } });
export const teamOf = (project: ProjectId) => api.team.list.queryOptions({ input: { project } });
export const sprintsOf = (project: ProjectId) => api.sprints.list.queryOptions({ input: { project } });
