import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useConnection } from '../../backend/connect.ts';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import styles from './Frame.module.css';
import { useOverlay } from './overlay.ts';
import { Rail } from './Rail.tsx';
import { SignedOutPage } from './SignedOutPage.tsx';
import { TopBar } from './TopBar.tsx';
import { useCurrentProject } from './useCurrentProject.ts';
import { useFrameCommands } from './useFrameCommands.ts';
import { useFrameKeys } from './useFrameKeys.ts';
import { useRefuseDrops } from './useRefuseDrops.ts';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));
const KeyList = lazy(async () => ({ default: (await import('./KeyList.tsx')).KeyList }));

/** The window: bar, rail and the open screen. Focus goes to the screen when it changes, so that a reader starts there. */
export const Frame = () => {
  const { projects, project } = useCurrentProject();
  const overlay = useOverlay((state) => state.open);
  const commands = useFrameCommands(projects ?? [], project);
  const main = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const shownPath = useRef(path);
  const shutOut = useConnection(({ state }) => state === 'signed-out') && projects === undefined;
  useRefuseDrops();
  useFrameKeys(project?.id ?? null);
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    main.current?.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to the screen
      </button>
      <TopBar projects={projects} project={project} />
      <Rail project={project} />
      <div className={styles.right}>
        <ConnectionBanner />
        <main ref={main} id="main" tabIndex={-1} className={styles.main}>
          {shutOut ? <SignedOutPage /> : <Outlet />}
        </main>
      </div>
      <Suspense>
        {overlay === 'palette' && <Palette commands={commands} />}
        {overlay === 'keys' && <KeyList />}
      </Suspense>
      <LiveRegion />
    </div>
  );
};
