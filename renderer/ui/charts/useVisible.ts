import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is on the screen, or nearly, and the window is looked at: what nobody sees is not updated. */
export const useVisible = (element: RefObject<Element | null>): boolean => {
  const [near, setNear] = useState(false);
  const [shown, setShown] = useState(!document.hidden);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: '120px',
    });
    if (element.current !== null) observer.observe(element.current);
    const onVisibility = () => setShown(!document.hidden);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [element]);
  return near && shown;
};
