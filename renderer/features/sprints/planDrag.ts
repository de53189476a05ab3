import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import type { ItemId } from '../../../shared/ids.ts';
import styles from './planDrag.module.css';

/** The two lists of sprint planning. */
export type PlanSide = 'backlog' | 'sprint';

const MARK = Symbol('sprint planning');

export interface PlanDrag {
  readonly from: PlanSide;
  readonly items: readonly ItemId[];
}

export const planDragData = (drag: PlanDrag): Record<string | symbol, unknown> => ({ [MARK]: drag });

/** What is dragged from one list to the other; null when it is something else. */
export const planDragOf = (data: Record<string | symbol, unknown>): PlanDrag | null =>
  (data[MARK] as PlanDrag | undefined) ?? null;

type NativeSetDragImage = Parameters<typeof setCustomNativeDragPreview>[0]['nativeSetDragImage'];

/** Shows how many items are dragged, where it is more than the row under the pointer. */
export const showDragged = (nativeSetDragImage: NativeSetDragImage, count: number): void => {
  if (count < 2) return;
  setCustomNativeDragPreview({
    nativeSetDragImage,
    render: ({ container }) => {
      container.className = styles.preview ?? '';
      container.textContent = `${String(count)} items`;
    },
  });
};
