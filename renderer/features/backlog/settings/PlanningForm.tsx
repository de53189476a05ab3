import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { PlanningSettings } from '../../../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { api } from '../../../backend/client.ts';
import { planningWindow } from '../../../backend/planningWindow.ts';
import { announce } from '../../../ui/announce.ts';
import { Callout } from '../../../ui/Callout.tsx';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import { RefusedSave } from '../../../ui/RefusedSave.tsx';
import { SaveBar } from '../../../ui/SaveBar.tsx';
import { schemaErrors } from '../../../ui/schemaErrors.ts';
import { UnsavedGuard } from '../../../ui/UnsavedGuard.tsx';
import { wrongFieldsInWords } from '../../../ui/wrongFieldsInWords.ts';
import { CadenceSection } from './CadenceSection.tsx';
import { LabelSection } from './LabelSection.tsx';
import styles from './PlanningForm.module.css';
import { draftOfPlanning, type PlanningDraft, readPlanningDraft } from './planningDraft.ts';
import { ScaleSection } from './ScaleSection.tsx';
import { TemplateSection } from './TemplateSection.tsx';
import { WeightSection } from './WeightSection.tsx';
import { WorkflowSection } from './WorkflowSection.tsx';

interface Props {
  readonly project: ProjectId;
  readonly settings: PlanningSettings;
}

/** What each section gets: the draft, how to change it, and what is wrong by the path of the setting. */
export interface SectionProps {
  readonly draft: PlanningDraft;
  readonly set: (change: Partial<PlanningDraft>) => void;
  readonly errors: Readonly<Record<string, string>>;
}

/** The form with its save bar. What does not fit says so where it stands, as it is typed. */
export const PlanningForm = ({ project, settings }: Props) => {
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  /** The settings that the draft was made from. */
  const [base, setBase] = useState(settings);
  const [draft, setDraft] = useState(() => draftOfPlanning(settings));
  const errors = useMemo(() => schemaErrors(PlanningSettings, readPlanningDraft(draft)), [draft]);
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOfPlanning(base));
  const moved = JSON.stringify(settings) !== JSON.stringify(base);
  const startFrom = (from: PlanningSettings) => {
    setBase(from);
    setDraft(draftOfPlanning(from));
  };
  // What somebody else saved is shown, unless something was typed here: that stays.
  if (moved && !dirty) startFrom(settings);
  const wrong = Object.keys(errors).length;
  const save = useMutation(
    api.backlog.saveSettings.mutationOptions({
      onSuccess: (saved) => {
        startFrom(saved);
        queries.setQueryData(api.backlog.settings.queryOptions({ input: { project } }).queryKey, saved);
        notifyAct(project, 'Planning settings saved');
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong > 0) {
      announce(wrongFieldsInWords(wrong), 'assertive');
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    save.mutate({ ...planningWindow, project, settings: PlanningSettings.parse(readPlanningDraft(draft)) });
  };
  const section: SectionProps = {
    draft,
    errors,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <UnsavedGuard dirty={dirty} />
      <ScaleSection {...section} />
      <WeightSection {...section} />
      <WorkflowSection {...section} />
      <TemplateSection {...section} />
      <LabelSection {...section} />
      <CadenceSection {...section} />
      {moved && dirty && (
        <Callout tone="warning" title="These settings were changed meanwhile">
          <p>Saving what stands here overwrites that.</p>
          <div>
            <Button variant="default" onClick={() => startFrom(settings)}>
              Show what was saved, and discard mine
            </Button>
          </div>
        </Callout>
      )}
      {save.isError && <RefusedSave title="The settings were not saved" error={save.error} />}
      <SaveBar act="Save planning settings" busy={save.isPending} disabled={!dirty} dirty={dirty} wrong={wrong}>
        {dirty && (
          <Button variant="default" onClick={() => startFrom(settings)}>
            Discard the changes
          </Button>
        )}
      </SaveBar>
    </form>
  );
};
