import { useEffect, useState } from 'react';

/** The current time, in steps of so many milliseconds; it stands while the window is not looked at. */
export const useLiveEdge = (step: number): number => {
  const [edge, setEdge] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setEdge(Date.now());
    };
    const timer = setInterval(tick, step);
    document.addEventListener('visibilitychange', tick);
    tick();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [step]);
  return edge;
};
