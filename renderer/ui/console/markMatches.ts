/** A piece of a text: `hit` where it is what was searched for. */
export interface MarkedText {
  readonly text: string;
  readonly hit: boolean;
}

/** More hits in one line are not told apart by anyone, and each is an element. */
const HITS_MAX = 200;

/** The search's rule: letters' case counts once the search text has a capital. */
export const caseMatters = (search: string): boolean => search !== search.toLowerCase();

/** Where `search` begins in `text`, without overlaps. */
export const matchesIn = (text: string, search: string): readonly number[] => {
  if (search === '') return [];
  // Lower case can change a text's length (İ); then only what is written the same way is found, so that no mark is misplaced.
  const lower = text.toLowerCase();
  const fold = !caseMatters(search) && lower.length === text.length;
  const hay = fold ? lower : text;
  const found: number[] = [];
  for (let at = hay.indexOf(search); at !== -1 && found.length < HITS_MAX; at = hay.indexOf(search, at + search.length))
    found.push(at);
  return found;
};

/** Cuts spans at the borders of hits; a hit may reach over several spans. The texts joined stay the same. */
export const markMatches = <Span extends { readonly text: string }>(
  spans: readonly Span[],
  search: string,
): readonly { readonly span: Span; readonly parts: readonly MarkedText[] }[] => {
  const starts = matchesIn(spans.map(({ text }) => text).join(''), search);
  let offset = 0;
  let next = 0;
  return spans.map((span) => {
    const parts: MarkedText[] = [];
    const end = offset + span.text.length;
    let at = offset;
    const take = (until: number, hit: boolean) => {
      if (until > at) parts.push({ text: span.text.slice(at - offset, until - offset), hit });
      at = Math.max(at, until);
    };
    while (next < starts.length) {
      const from = starts[next] ?? end;
      if (from >= end) break;
      take(Math.max(from, at), false);
      take(Math.min(from + search.length, end), true);
      if (from + search.length > end) break;
      next += 1;
    }
    take(end, false);
    offset = end;
    return { span, parts };
  });
};
