import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ItemLink } from '../../../../shared/backlog/itemDetail.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { planningWindow } from '../../../backend/planningWindow.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { Section } from '../../../ui/Section.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { ItemPicker } from '../fields/ItemPicker.tsx';
import { FieldButton } from './FieldButton.tsx';
import styles from './LinkSection.module.css';
import { linkFor, type Relation, relationOf, relations, relationTitle } from './linkWords.ts';
import { useDetailActs } from './useDetailActs.ts';

interface Props {
  readonly item: Item;
  readonly links: readonly ItemLink[];
  readonly model: BacklogModel;
}

/** How the item hangs together with others: what it blocks, duplicates or relates to, and the other way round. */
export const LinkSection = ({ item, links, model }: Props) => {
  const [relation, setRelation] = useState<Relation>('blocks');
  const { link, unlink } = useDetailActs();
  const shown = links.map((each) => ({ ...relationOf(each, item.id), id: each.id }));
  const linked = new Set(shown.map(({ other }) => other));
  const failed = link.error ?? unlink.error;
  return (
    <Section title="Links">
      {relations
        .filter((each) => shown.some((one) => one.relation === each))
        .map((each) => (
          <div key={each}>
            <h3 className={styles.relation}>{relationTitle[each]}</h3>
            <ul className={styles.links}>
              {shown
                .filter((one) => one.relation === each)
                .map(({ id, other }) => {
                  const found = model.byId.get(other);
                  return (
                    <li key={id} className={styles.link}>
                      {found === undefined ? (
                        <span>an item that is gone</span>
                      ) : (
                        <Link to="." search={{ item: other }} className={styles.name}>
                          {found.key} <bdi>{found.title}</bdi>
                        </Link>
                      )}
                      {found !== undefined && <StatusMark status={model.statusOf.get(found.status) ?? null} />}
                      <ActionIcon
                        size={22}
                        aria-label={`Remove the link to ${found?.key ?? 'it'}`}
                        onClick={() => unlink.mutate({ ...planningWindow, link: id })}
                      >
                        <IconX size={14} aria-hidden />
                      </ActionIcon>
                    </li>
                  );
                })}
            </ul>
          </div>
        ))}
      {failed !== null && <ErrorView title="The link was not changed" failure={describeFailure(failed)} />}
      <div className={styles.add}>
        <NativeSelect
          aria-label="How it is linked"
          value={relation}
          data={relations.map((each) => ({ value: each, label: relationTitle[each] }))}
          onChange={(event) => setRelation(relations.find((each) => each === event.currentTarget.value) ?? 'relates')}
        />
        <FieldButton
          title="the item to link"
          editor={(close) => (
            <ItemPicker
              label={`${relationTitle[relation]}: find an item by key or title`}
              model={model}
              offered={({ id }) => id !== item.id && !linked.has(id)}
              onPick={(other) => {
                link.mutate({ ...planningWindow, ...linkFor(item.id, relation, other) });
                close();
              }}
              onClose={close}
            />
          )}
        >
          <span className={styles.find}>Find an item…</span>
        </FieldButton>
      </div>
    </Section>
  );
};
