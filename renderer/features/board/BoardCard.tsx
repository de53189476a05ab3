import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import { ItemKindMark } from '../../ui/ItemKindMark.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { PointsMark } from '../../ui/PointsMark.tsx';
import styles from './BoardCard.module.css';
import { cardData } from './cardData.ts';
import type { CardFacts } from './cardFacts.ts';

interface Props {
  readonly item: Item;
  readonly facts: CardFacts;
  /** The one card that Tab leads to. */
  readonly reachable: boolean;
  /** It waits for an answer before it is really here. */
  readonly asked: boolean;
  readonly href: string;
  readonly onOpen: (item: Item) => void;
  readonly onFocus: (item: Item) => void;
}

/** One item on the board. Few elements, since hundreds of them may be in view; a link, so that it can be dragged in every browser. */
export const BoardCard = memo(({ item, facts, reachable, asked, href, onOpen, onFocus }: Props) => {
  const element = useRef<HTMLAnchorElement>(null);
  const [dragged, setDragged] = useState(false);
  const { id } = item;
  useEffect(() => {
    const card = element.current;
    if (card === null) return;
    return draggable({
      element: card,
      getInitialData: () => cardData(id),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [id]);
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(item);
  };
  return (
    <a
      ref={element}
      href={href}
      className={styles.card}
      tabIndex={reachable ? 0 : -1}
      data-card={id}
      data-dragged={dragged || undefined}
      data-asked={asked || undefined}
      aria-describedby="board-keys"
      onClick={open}
      onFocus={() => onFocus(item)}
    >
      <span className={styles.head}>
        <ItemKindMark kind={item.kind} />
        <span className={styles.key}>{item.key}</span>
        <span className={styles.points}>
          <PointsMark points={facts.points} {...(facts.scale !== null && { scale: facts.scale })} />
        </span>
      </span>
      <bdi className={styles.title}>{item.title}</bdi>
      <span className={styles.foot}>
        <MemberName member={facts.assignee} />
        {facts.parts > 0 && ` · ${String(facts.parts)} ${facts.parts === 1 ? 'part' : 'parts'}`}
      </span>
    </a>
  );
});
