import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DESCRIPTION_MAX, type ItemKind, itemKinds } from '../../../../shared/backlog/item.ts';
import { FormGrid } from '../../../ui/FormGrid.tsx';
import { kindName } from '../../../ui/kindName.ts';
import { Section } from '../../../ui/Section.tsx';
import type { SectionProps } from './PlanningForm.tsx';
import type { TemplateDraft } from './planningDraft.ts';

/** An error of one of the labels stands for the field of all. */
const labelError = (errors: SectionProps['errors'], kind: ItemKind): string | undefined =>
  Object.entries(errors).find(([path]) => path.startsWith(`templates.${kind}.labels`))?.[1];

/** What a new item of each kind starts with. */
export const TemplateSection = ({ draft, set, errors }: SectionProps) => {
  const [kind, setKind] = useState<ItemKind>('feature');
  const template = draft.templates[kind];
  const change = (part: Partial<TemplateDraft>) =>
    set({ templates: { ...draft.templates, [kind]: { ...template, ...part } } });
  return (
    <Section title="Templates" lead="What a new item starts with.">
      <div>
        <SegmentedControl
          aria-label="Kind"
          value={kind}
          onChange={(value) => setKind(value as ItemKind)}
          data={itemKinds.map((each) => ({ value: each, label: kindName[each] }))}
        />
      </div>
      <FormGrid>
        <div data-wide>
          <Textarea
            label={`Description of a new ${kindName[kind].toLowerCase()}`}
            description="Markdown"
            autosize
            minRows={5}
            maxRows={16}
            maxLength={DESCRIPTION_MAX}
            value={template.description}
            error={errors[`templates.${kind}.description`]}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </div>
        <TextInput
          label="Labels"
          description="Separated by commas"
          value={template.labels}
          error={labelError(errors, kind)}
          onChange={(event) => change({ labels: event.currentTarget.value })}
        />
        <NativeSelect
          label="Urgency"
          value={template.urgency}
          data={[
            { value: '', label: 'not rated' },
            ...Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) })),
          ]}
          onChange={(event) => change({ urgency: event.currentTarget.value })}
        />
      </FormGrid>
    </Section>
  );
};
