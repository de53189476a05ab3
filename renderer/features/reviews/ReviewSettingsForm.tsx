import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Requirement } from '../../../shared/gates/requirement.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { ChecklistItem } from '../../../shared/reviews/checklist.ts';
import { api } from '../../backend/client.ts';
import { announce } from '../../ui/announce.ts';
import { fieldMessage } from '../../ui/fieldMessage.ts';
import { notifyDone } from '../../ui/notify.ts';
import { RefusedSave } from '../../ui/RefusedSave.tsx';
import { SaveBar } from '../../ui/SaveBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { wrongFieldsInWords } from '../../ui/wrongFieldsInWords.ts';
import { ChecklistItemFields } from './ChecklistItemFields.tsx';
import { freshId } from './freshId.ts';
import { RequirementFields } from './RequirementFields.tsx';
import styles from './ReviewSettingsForm.module.css';
import { reviewSettingsOf } from './reviewsQueries.ts';

interface Settings {
  readonly template: { readonly items: readonly ChecklistItem[] };
  readonly requirements: readonly Requirement[];
  readonly version: number;
}

interface Props {
  readonly project: ProjectId;
  readonly settings: Settings;
  readonly onSaved: () => void;
}

const newItem = (id: string): ChecklistItem => ({
  id,
  category: 'quality',
  title: '',
  help: '',
  globs: [],
  required: true,
  machine: null,
  threshold: null,
});

const newRequirement = (id: string): Requirement => ({
  id,
  title: '',
  applicableIf: { kind: 'always' },
  satisfiedIf: { kind: 'approvals', atLeast: 1 },
  overrideIf: { kind: 'always' },
});

/** The editable checklist and gate of a project. Nothing counts before it is saved. */
export const ReviewSettingsForm = ({ project, settings, onSaved }: Props) => {
  const cache = useQueryClient();
  const [seen] = useState(settings.version);
  const [items, setItems] = useState(settings.template.items);
  const [requirements, setRequirements] = useState(settings.requirements);
  const form = useRef<HTMLFormElement>(null);
  /** How often it was to be saved although something did not fit. */
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const save = useMutation(
    api.reviews.saveSettings.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: reviewSettingsOf(project).queryKey });
        notifyDone('The checklist and the gate are saved');
        onSaved();
      },
    }),
  );
  const [template] = useState(settings.template.items);
  const [before] = useState(settings.requirements);
  const dirty = items !== template || requirements !== before;
  const problems = [
    ...items.flatMap((item) => problemOf(item.id, ChecklistItem.safeParse(item))),
    ...requirements.flatMap((requirement) => problemOf(requirement.id, Requirement.safeParse(requirement))),
  ];
  const shown = refusals > 0 ? problems : [];
  const problemAt = (id: string): string | null => shown.find((problem) => problem.id === id)?.message ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problems.length > 0) {
      announce(wrongFieldsInWords(problems.length), 'assertive');
      setRefusals(refusals + 1);
    } else save.mutate({ project, seen, template: { items: [...items] }, requirements: [...requirements] });
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <UnsavedGuard dirty={dirty && !save.isPending && !save.isSuccess} />
      <Section
        title="Checklist"
        lead="Points that name files apply only to changes that touch one, and their answers are asked again only when one of those is edited."
        actions={
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setItems([...items, newItem(freshId('point', items))])}
          >
            Add a point
          </Button>
        }
      >
        <ul className={styles.list}>
          {items.map((item, index) => (
            <ChecklistItemFields
              key={item.id}
              item={item}
              problem={problemAt(item.id)}
              onChange={(next) => setItems(items.map((each) => (each.id === item.id ? next : each)))}
              onMove={(by) => setItems(moved(items, index, by))}
              onRemove={() => setItems(items.filter((each) => each.id !== item.id))}
            />
          ))}
        </ul>
      </Section>
      <Section
        title="Gate"
        lead="Where a requirement applies, it must be satisfied, or be overridden where that is allowed. What cannot be judged blocks."
        actions={
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setRequirements([...requirements, newRequirement(freshId('requirement', requirements))])}
          >
            Add a requirement
          </Button>
        }
      >
        <ul className={styles.list}>
          {requirements.map((requirement) => (
            <RequirementFields
              key={requirement.id}
              requirement={requirement}
              problem={problemAt(requirement.id)}
              onChange={(next) =>
                setRequirements(requirements.map((each) => (each.id === requirement.id ? next : each)))
              }
              onRemove={() => setRequirements(requirements.filter((each) => each.id !== requirement.id))}
            />
          ))}
        </ul>
      </Section>
      {save.isError && <RefusedSave title="Nothing was saved" error={save.error} />}
      <SaveBar
        act="Save the checklist and the gate"
        busy={save.isPending}
        disabled={!dirty}
        dirty={dirty}
        wrong={shown.length}
      />
    </form>
  );
};

const problemOf = (
  id: string,
  read: ReturnType<typeof ChecklistItem.safeParse> | ReturnType<typeof Requirement.safeParse>,
): readonly { readonly id: string; readonly message: string }[] => {
  const [issue] = read.error?.issues ?? [];
  if (issue === undefined) return [];
  const where = issue.path.find((part) => typeof part === 'string');
  return [{ id, message: `${where === undefined ? '' : `${fieldNames[where] ?? where}: `}${fieldMessage(issue)}` }];
};

const fieldNames: Readonly<Record<string, string>> = {
  title: 'Title',
  help: 'What to look at',
  globs: 'Files',
  threshold: 'Share covered',
  applicableIf: 'Applies when',
  satisfiedIf: 'Satisfied when',
  overrideIf: 'May be overridden when',
};

const moved = <Row,>(rows: readonly Row[], index: number, by: number): readonly Row[] => {
  const to = index + by;
  const row = rows[index];
  if (row === undefined || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(index, 1).toSpliced(to, 0, row);
};
