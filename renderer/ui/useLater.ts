import { useEffect, useState } from 'react';

/** False at first, true once `milliseconds` have passed: so that what is quick never flickers a skeleton. */
export const useLater = (milliseconds: number): boolean => {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return later;
};
