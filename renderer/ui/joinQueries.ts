/** What a view needs to know of something that is being read; every query of TanStack Query is one. */
export interface Reading<Data> {
  readonly data: Data | undefined;
  readonly isError: boolean;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

type Joined<Parts extends Readonly<Record<string, Reading<unknown>>>> = {
  readonly [Name in keyof Parts]: Exclude<Parts[Name]['data'], undefined>;
};

/** Several readings as one, for a view that needs all of them: there once all are, failed once one is and has nothing older to show. */
export const joinQueries = <Parts extends Readonly<Record<string, Reading<unknown>>>>(
  parts: Parts,
): Reading<Joined<Parts>> => {
  const all = Object.values(parts);
  const failed = all.filter(({ isError }) => isError);
  return {
    data: all.every(({ data }) => data !== undefined)
      ? (Object.fromEntries(Object.entries(parts).map(([name, { data }]) => [name, data])) as Joined<Parts>)
      : undefined,
    isError: failed.length > 0,
    error: failed[0]?.error ?? null,
    isFetching: all.some(({ isFetching }) => isFetching),
    refetch: () => {
      for (const { refetch } of failed) refetch();
    },
  };
};
