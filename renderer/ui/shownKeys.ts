import { useEffect } from 'react';
import { create } from 'zustand';

/** Keys of one place, as the `?` list shows them. */
export interface KeyGroup {
  readonly title: string;
  /** One entry an act: `keys` are pressed one after the other. */
  readonly keys: readonly { readonly keys: readonly string[]; readonly act: string }[];
}

/** The groups of the screens that are open now, besides the frame's own. */
export const useKeyGroups = create<{ readonly groups: readonly KeyGroup[] }>(() => ({ groups: [] }));

/** Lists a screen's keys under `?` while it is open. `group` must be a constant. */
export const useShownKeys = (group: KeyGroup): void => {
  useEffect(() => {
    useKeyGroups.setState(({ groups }) => ({ groups: [...groups, group] }));
    return () => useKeyGroups.setState(({ groups }) => ({ groups: groups.filter((other) => other !== group) }));
  }, [group]);
};
