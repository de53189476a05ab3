import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { saveTextFile } from '../../ui/saveTextFile.ts';

/** Saves a project as a YAML file; secrets are never in it. */
export const useExportProject = (): ((project: Project) => void) => {
  const { mutate } = useMutation(
    api.projects.exportFile.mutationOptions({
      onSuccess: ({ fileName, text }) => saveTextFile(fileName, text, 'application/yaml'),
      onError: (error) => notifyFailure('The project could not be exported', describeFailure(error)),
    }),
  );
  return useCallback((project) => mutate({ project: project.id }), [mutate]);
};
