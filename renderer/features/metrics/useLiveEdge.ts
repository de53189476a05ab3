import { useEffect, useState } from 'react';

const edgeNow = (step: number): number => (Math.floor(Date.now() / step) + 1) * step;

/** The next full step behind the current time, so that what is going on lies before it; it stands while the window is not looked at. */
export const useLiveEdge = (step: number): number => {
  const [edge, setEdge] = useState(() => edgeNow(step));
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setEdge(edgeNow(step));
    };
    const timer = setInterval(tick, Math.min(step, 5_000));
    document.addEventListener('visibilitychange', tick);
    tick();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [step]);
  return edge;
};
