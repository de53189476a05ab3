/** POSTs JSON to the browser shell; null when nobody answers. Relative on purpose: no other origin is ever asked. */
export const postJson = async (path: string, body: unknown): Promise<Response | null> => {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    return null;
  }
};

/** A text field of a JSON answer; null when the answer is anything else. */
export const readText = async (answer: Response, field: string): Promise<string | null> => {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return null;
  const value: unknown = Object.entries(body).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : null;
};
