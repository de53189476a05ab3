import { Dialog } from '../../ui/Dialog.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { useKeyGroups } from '../../ui/shownKeys.ts';
import { frameKeys } from './frameKeys.ts';
import styles from './KeyList.module.css';
import { closeOverlay } from './overlay.ts';

/** The `?` list: the keys of the open screen first, then those that work everywhere. */
export const KeyList = () => {
  const screen = useKeyGroups((state) => state.groups);
  return (
    <Dialog title="Keys" size="xl" onClose={closeOverlay} closeLabel="Close the list of keys">
      <div className={styles.groups}>
        {[...screen, ...frameKeys].map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3 className={styles.title}>{group.title}</h3>
            <dl className={styles.keys}>
              {group.keys.map(({ keys, act }) => (
                <div key={act} className={styles.key}>
                  <dt>{act}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
};
