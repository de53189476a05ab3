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
      const answer = await octokit.request(`GET /repos/{owner}/{repo}${route}`, {
        owner,
        repo: repository,
        per_page: 100,
        page,
        ...(before === undefined ? {} : { headers: { 'if-none-match': before.etag } }),
      });
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

  return {
    /** A list over its pages, at most `most` of them; each element checked. */
    list: async <Element>(route: string, element: z.ZodType<Element>, most: number): Promise<readonly Element[]> => {
      const found: Element[] = [];
      for (let page = 1; page <= most; page += 1) {
        const { data, more } = await readPage(route, page);
        const read = z.array(element).safeParse(data);
        if (!read.success) throw notUnderstood();
        found.push(...read.data);
        if (!more) break;
      }
      return found;
    },
    /** The same for a list that lies within an object. */
    listWithin: async <Element>(
      route: string,
      field: string,
      element: z.ZodType<Element>,
      most: number,
    ): Promise<readonly Element[]> => {
      const found: Element[] = [];
      for (let page = 1; page <= most; page += 1) {
        const { data, more } = await readPage(route, page);
        const read = z.record(z.string(), z.unknown()).safeParse(data);
        const inner = z.array(element).safeParse(read.data?.[field]);
        if (!inner.success) throw notUnderstood();
        found.push(...inner.data);
        if (!more) break;
      }
      return found;
    },
  };
};
export type GithubClient = ReturnType<typeof createGithubClient>;
