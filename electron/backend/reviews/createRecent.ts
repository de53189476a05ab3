/** Remembers what was worked out, for the last `size` keys. One key is worked out once at a time; what failed is not remembered. */
export const createRecent = <Value>(size: number) => {
  const known = new Map<string, Promise<Value>>();
  return {
    get: (key: string, work: () => Promise<Value>): Promise<Value> => {
      const before = known.get(key);
      if (before !== undefined) {
        known.delete(key);
        known.set(key, before);
        return before;
      }
      const value = work();
      known.set(key, value);
      value.catch(() => {
        if (known.get(key) === value) known.delete(key);
      });
      for (const oldest of known.keys()) {
        if (known.size <= size) break;
        known.delete(oldest);
      }
      return value;
    },
    clear: () => known.clear(),
  };
};
