import { type ComponentType, type ReactNode, use } from 'react';

interface Screen {
  (): ReactNode;
  /** Fetches the screen's code ahead of time, anew after a failure; never rejects. The router calls it for a link that is pointed at. */
  readonly preload: () => Promise<void>;
}

const screens = new Set<Screen>();

type Code =
  | { readonly state: 'absent' }
  | { readonly state: 'loading'; readonly done: Promise<void> }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'here'; readonly component: ComponentType };

/** A screen whose code is fetched when it is first wanted.
 *
 * The router's own lazy component reloads the page when that fails, which loses the window while the backend is away. This one throws to
 * the screen's error boundary; `retryScreens` fetches anew. */
export const lazyScreen = <Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): Screen => {
  let code: Code = { state: 'absent' };
  const fetchCode = async (): Promise<void> => {
    try {
      code = { state: 'here', component: (await load())[name] };
    } catch (error) {
      code = { state: 'failed', error };
    }
  };
  const preload = (): Promise<void> => {
    if (code.state === 'here') return Promise.resolve();
    if (code.state === 'loading') return code.done;
    const done = fetchCode();
    code = { state: 'loading', done };
    return done;
  };
  // The router wants a component, and each screen is one of its own for the life of the page.
  // biome-ignore lint/correctness/noComponentHookFactories: made once a screen, when the routes are made
  const LazyScreen = () => {
    if (code.state === 'failed') throw code.error;
    if (code.state !== 'here') use(preload());
    return code.state === 'here' ? <code.component /> : null;
  };
  const screen: Screen = Object.assign(LazyScreen, { preload });
  screens.add(screen);
  return screen;
};

/** Fetches anew what could not be fetched; for the "Try again" of a screen that failed. */
export const retryScreens = async (): Promise<void> => {
  await Promise.all([...screens].map((screen) => screen.preload()));
};

/** Fetches every screen once there is nothing better to do, so that each opens at once, also while the backend is away. */
export const preloadScreens = (): void => {
  const rest = [...screens];
  const next = () =>
    void rest
      .shift()
      ?.preload()
      .then(() => requestIdleCallback(next));
  requestIdleCallback(next);
};
