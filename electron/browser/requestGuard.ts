/** What the guard looks at: taken from the raw request, so that doubled headers are seen. */
export interface RequestFacts {
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value …, as they came. */
  readonly rawHeaders: readonly string[];
}

/** What is asked for: a file of the page, one of the door's POSTs, or the WebSocket. */
export type Wanted = 'page' | 'post' | 'socket';

/** Why a request is refused; null lets it pass. */
export type Refusal = { readonly status: number; readonly reason: string } | null;

/** Judges a request before anything else looks at it. Every comparison is with the whole value: no prefix, no suffix, no case folding.
 *
 * Host: against DNS rebinding, where a foreign name resolves to 127.0.0.1. Origin: against other pages, also those of another port on
 * 127.0.0.1, which the browser counts as the same site. Sec-Fetch-Site: a second opinion from browsers that send it. Where nothing with an
 * effect is asked for (`page`) only what a page of ours or the address bar would ask for is answered. */
export const judgeRequest = (facts: RequestFacts, host: string, wanted: Wanted): Refusal => {
  const values = (name: string) => headerValues(facts.rawHeaders, name);
  const [hosts, origins, sites] = [values('host'), values('origin'), values('sec-fetch-site')];
  const ours = `http://${host}`;
  if (hosts.length !== 1 || hosts[0] !== host)
    return { status: 421, reason: 'This is not the address Pitwall prints.' };
  if (origins.length > 1 || sites.length > 1) return { status: 400, reason: 'A header came twice.' };
  if (!facts.target.startsWith('/') || facts.target.startsWith('//'))
    return { status: 400, reason: 'Pitwall is not a proxy.' };
  if (facts.target.includes('?')) return { status: 400, reason: 'Nothing here takes a query.' };
  const [origin, site] = [origins[0], sites[0]];
  if (origin !== undefined && origin !== ours) return { status: 403, reason: 'This page may not talk to Pitwall.' };
  if (wanted === 'page') {
    const typedOrLinked = values('sec-fetch-mode')[0] === 'navigate' && values('sec-fetch-dest')[0] === 'document';
    const fine = site === undefined || site === 'same-origin' || site === 'none' || typedOrLinked;
    return fine ? null : { status: 403, reason: 'This page may not use Pitwall’s files.' };
  }
  if (origin === undefined) return { status: 403, reason: 'The request does not say which page it is from.' };
  if (site !== undefined && site !== 'same-origin')
    return { status: 403, reason: 'This page may not talk to Pitwall.' };
  return null;
};

/** All values of a header, however often and in whichever case it came. */
export const headerValues = (rawHeaders: readonly string[], name: string): readonly string[] =>
  rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
