import { type ChecklistCategory, checklistCategories } from '../../../shared/gates/condition.ts';
import type { AskedItem, WholeChange } from '../../../shared/reviews/contract.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { AskedItemRow } from './AskedItemRow.tsx';
import styles from './ChecklistTab.module.css';
import { categoryTitle } from './reviewWords.ts';

const inWords = (items: readonly AskedItem[]): string => {
  const required = items.filter((item) => item.required && item.state !== 'off');
  const done = required.filter(({ state }) => state === 'pass' || state === 'not-applicable').length;
  const off = items.filter(({ state }) => state === 'off').length;
  return [
    required.length === 0 ? 'nothing required' : `${done} of ${required.length} required done`,
    ...(off === 0 ? [] : [`${off} not touched by this change`]),
  ].join('; ');
};

/** The checklist of a change by category. An edit reopens just those answers that depend on the touched files. */
export const ChecklistTab = ({ change }: { readonly change: WholeChange }) => {
  if (change.checklist.length === 0)
    return (
      <EmptyView
        title="The checklist is empty"
        actions={
          <LinkButton to="/p/$project/review/settings" params={{ project: change.projectId }}>
            Write the checklist
          </LinkButton>
        }
      >
        Say once what every change of this project is asked.
      </EmptyView>
    );
  return (
    <>
      {checklistCategories.map((category: ChecklistCategory) => {
        const items = change.checklist.filter((item) => item.category === category);
        if (items.length === 0) return null;
        return (
          <Section key={category} title={categoryTitle[category]} lead={inWords(items)}>
            <ul className={styles.items}>
              {items.map((item) => (
                <AskedItemRow key={item.id} change={change} item={item} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
};
