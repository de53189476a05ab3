import { Outlet, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import styles from './ItemLayout.module.css';

const ItemDrawer = lazy(async () => ({ default: (await import('./ItemDrawer.tsx')).ItemDrawer }));

/** A project's screens, with the item of the address in the drawer beside them: whatever is open keeps its place. */
export const ItemLayout = () => {
  const { item } = useSearch({ strict: false });
  return (
    <div className={styles.layout} data-open={item !== undefined || undefined}>
      <Outlet />
      {item !== undefined && (
        <Suspense>
          <ItemDrawer />
        </Suspense>
      )}
    </div>
  );
};
