import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds; fails with what it is after 20 s, far beyond anything that works. */
export const eventually = async (what: string, condition: () => boolean | Promise<boolean>): Promise<void> => {
  const until = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`not so after 20 s: ${what}`);
    await sleep(10);
  }
};
