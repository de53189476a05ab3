import http from 'node:http';

const EVERY = 400;
/** A server that answers slowly is not asked faster for it. */
const AT_ONCE = 8;

export interface PracticeVisitors {
  readonly set: (come: boolean) => void;
  readonly stop: () => void;
}

/** Visitors of a practice server, who come while a fault is on that only they would feel: a page every 400 ms through its nginx. */
export const createPracticeVisitors = (nginxPort: number): PracticeVisitors => {
  let timer: NodeJS.Timeout | null = null;
  const under = new Set<http.ClientRequest>();

  const visit = (): void => {
    if (under.size >= AT_ONCE) return;
    const request = http.get({
      host: '127.0.0.1',
      port: nginxPort,
      path: '/',
      agent: false,
      headers: { 'user-agent': 'practice-visitor' },
    });
    under.add(request);
    request.on('response', (answer) => answer.resume());
    request.on('error', () => {});
    request.on('close', () => under.delete(request));
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    for (const request of under) request.destroy();
  };
  return {
    set: (come) => {
      if (!come) return stop();
      timer ??= setInterval(visit, EVERY);
    },
    stop,
  };
};
