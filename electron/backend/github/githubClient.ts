import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { cappedFetch } from './cappedFetch.ts';
import { failureOfAnswer, GithubFailure } from './githubFailure.ts';

export interface GithubSource {
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
}

interface Page {
  readonly etag: string;
  readonly data: unknown;
  readonly more: boolean;
}

export interface GithubList<Element> {
  readonly found: readonly Element[];
  readonly cut: boolean;
}

/** Answers that are remembered for one repository. */
const REMEMBERED = 2000;

const notUnderstood = (): GithubFailure =>
  new GithubFailure({
    message: 'GitHub answered something that is not understood.',
    act: 'Check the address of the API in the settings of the repository: a proxy may have answered in its place.',
  });

/** Reads one repository of GitHub. Each answer is remembered with its ETag: what did not change costs none of the limit. */
export const createGithubClient = (
  { apiUrl, owner, repository }: GithubSource,
  token: string | null,
  now: () => number,
  ending: AbortSignal,
) => {
  const octokit = new Octokit({
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'Pitwall',
    ...(token === null ? {} : { auth: token }),
    request: { fetch: cappedFetch(ending) },
    // Octokit would write addresses and answers to the console.
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const pages = new Map<string, Page>();

  const readPage = async (route: string, page: number): Promise<Page> => {
    const key = `${route} ${page}`;
    const before = pages.get(key);
    try {
      const answer = await octokit.request(
        `GET ${route.startsWith('/users/') ? '' : '/repos/{owner}/{repo}'}${route}`,
        {
          owner,
          repo: repository,
          per_page: 100,
          page,
          ...(before === undefined ? {} : { headers: { 'if-none-match': before.etag } }),
        },
      );
      if (answer.status >= 300) throw failureOfAnswer({ status: answer.status, headers: answer.headers }, now());
      const found = {
        etag: answer.headers.etag ?? '',
        data: answer.data as unknown,
        // Our own count of pages is followed, never the address in the answer.
        more: /rel="?next"?/.test(answer.headers.link ?? ''),
      };
      pages.delete(key);
      if (found.etag !== '') pages.set(key, found);
      for (const old of pages.keys()) {
        if (pages.size <= REMEMBERED) break;
        pages.delete(old);
      }
      return found;
    } catch (error) {
      if (ending.aborted) throw ending.reason;
      if (error instanceof GithubFailure) throw error;
      const { status, response } = error as { status?: unknown; response?: { headers?: Record<string, string> } };
      if (status === 304 && before !== undefined) return before;
      if (typeof status === 'number' && response !== undefined)
        throw failureOfAnswer({ status, headers: response.headers ?? {} }, now());
      throw new GithubFailure({
        message: 'GitHub cannot be reached.',
        act: 'Check the network and the address of the API; what is shown is from the last answer.',
      });
    }
  };

  /** Elements over pages, each checked; `cut` says that there are more than were read. */
  const collect = async <Element>(
    route: string,
    element: z.ZodType<Element>,
    most: number,
    within: (data: unknown) => unknown,
  ): Promise<GithubList<Element>> => {
    const found: Element[] = [];
    for (let page = 1; ; page += 1) {
      const { data, more } = await readPage(route, page);
      const read = z.array(element).safeParse(within(data));
      if (!read.success) throw notUnderstood();
      found.push(...read.data);
      if (!more || page === most) return { found, cut: more };
    }
  };

  return {
    /** A list over its pages, at most `most` of them. */
    list: <Element>(route: string, element: z.ZodType<Element>, most: number): Promise<GithubList<Element>> =>
      collect(route, element, most, (data) => data),
    /** The same for a list that lies within an object. */
    listWithin: <Element>(
      route: string,
      field: string,
      element: z.ZodType<Element>,
      most: number,
    ): Promise<GithubList<Element>> =>
      collect(route, element, most, (data) => z.record(z.string(), z.unknown()).safeParse(data).data?.[field]),
    /** One object; null when GitHub does not show it to this token. */
    oneIfShown: async <Element>(route: string, element: z.ZodType<Element>): Promise<Element | null> => {
      try {
        const read = element.safeParse((await readPage(route, 1)).data);
        if (!read.success) throw notUnderstood();
        return read.data;
      } catch (error) {
        if (error instanceof GithubFailure && (error.status === 403 || error.status === 404)) return null;
        throw error;
      }
    },
  };
};
export type GithubClient = ReturnType<typeof createGithubClient>;
