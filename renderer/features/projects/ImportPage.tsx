import { Button, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { FileDrop } from './FileDrop.tsx';
import { fileProblems } from './fileProblems.ts';
import styles from './ImportPage.module.css';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { presets } from './projectsQueries.ts';
import { selectLine } from './selectLine.ts';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/import');

/** From the last key press to the dry run. */
const checkAfter = 350;

/** A project out of a YAML file or a preset: put in, looked through by a dry run, then created. */
export const ImportPage = () => {
  const { preset: presetId } = route.useSearch();
  const navigate = useNavigate();
  const cache = useProjectsCache();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text, checkAfter);
  const known = useQuery({ ...presets(), enabled: presetId !== undefined });
  const preset = known.data?.find(({ id }) => id === presetId);
  useEffect(() => {
    if (preset !== undefined) setText(preset.text);
  }, [preset]);

  const create = useMutation(
    api.projects.importFile.mutationOptions({
      onSuccess: async ({ project, created }) => {
        notifyDone(`Project ${project.name} created`);
        await cache.invalidate();
        if (created !== null) await navigate({ to: '/projects/$project', params: { project: created } });
      },
    }),
  );
  const check = useQuery({
    ...api.projects.importFile.queryOptions({ input: { text: settled, dryRun: true } }),
    // Once it is created its name is taken, which is no news.
    enabled: settled.trim() !== '' && !create.isSuccess,
    retry: false,
    gcTime: 0,
  });
  const problems = fileProblems(check.error);
  const current = settled === text && text.trim() !== '';
  return (
    <Page
      title={preset === undefined ? 'Import a project' : `Project from the preset ${preset.name}`}
      lead={
        preset?.description ??
        'A YAML file as Pitwall exports it. Nothing is created before you have seen what it holds.'
      }
      width="narrow"
    >
      {known.isError && (
        <ErrorView
          title="The presets could not be read"
          failure={describeFailure(known.error)}
          onRetry={() => void known.refetch()}
        />
      )}
      <FileDrop onText={setText}>
        <Textarea
          ref={area}
          label="Project file"
          description="Paste the text, drop a file here, or choose one."
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          classNames={{ input: styles.text ?? '' }}
          rows={18}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </FileDrop>
      {current && problems !== null && (
        <ImportProblems problems={problems} onGo={(line) => area.current !== null && selectLine(area.current, line)} />
      )}
      {current && check.isError && problems === null && (
        <ErrorView
          title="The file cannot be imported as it is"
          failure={describeFailure(check.error)}
          onRetry={() => void check.refetch()}
          retrying={check.isFetching}
        />
      )}
      {create.isError && <ErrorView title="The project was not created" failure={describeFailure(create.error)} />}
      {current && check.isSuccess && <ImportPreview project={check.data.project} />}
      {current && check.isSuccess && (
        <div>
          <Button
            loading={create.isPending}
            onClick={() => create.mutate({ text: settled, dryRun: false })}
            className={styles.act}
          >
            Create project <bdi className={styles.name}>{check.data.project.name}</bdi>
          </Button>
        </div>
      )}
    </Page>
  );
};
