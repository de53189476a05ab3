const two = (part: number): string => String(part).padStart(2, '0');

/** A moment's time of day here, to the millisecond: `14:03:09.027`. */
export const formatClock = (at: number): string => {
  const date = new Date(at);
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
};
