import { z } from 'zod';

/** More than these of one expression are no chart and no rule: something is missing from its matchers. */
const MOST_SERIES = 64;

const Value = z.tuple([z.number(), z.string()]);
const Metric = z.record(z.string(), z.string());
const Data = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: Metric, value: Value.optional() })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: Metric, values: z.array(Value).optional() })),
  }),
  z.object({ resultType: z.literal('scalar'), result: Value }),
  z.object({ resultType: z.literal('string'), result: Value }),
]);
/** https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
const Answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: Data }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

/** One series of an answer. */
export interface PromSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, oldest first. What is not a finite number is left out: it is a gap, never a zero. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

export type PromAnswer =
  | { readonly kind: 'series'; readonly series: readonly PromSeries[] }
  | { readonly kind: 'refused'; readonly error: PromError };

/** What Prometheus says of an expression it does not take; line and column begin at 1, null where it names none. */
export interface PromError {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** Reads an answer of /api/v1/query or /api/v1/query_range. Whatever is not one is `refused` with why. */
export const readAnswer = (text: string, mostSeries = MOST_SERIES): PromAnswer => {
  const parsed = Answer.safeParse(parseJson(text));
  if (!parsed.success) return refusal('What came is no answer of Prometheus’ HTTP API; is the address the right one?');
  if (parsed.data.status === 'error') return { kind: 'refused', error: promError(parsed.data.error) };
  const { data } = parsed.data;
  switch (data.resultType) {
    case 'string':
      return refusal('The expression gives a text, not a number.');
    case 'scalar':
      return { kind: 'series', series: [{ labels: {}, points: pointsOf([data.result]) }] };
    default: {
      if (data.result.length > mostSeries)
        return refusal(
          `The expression gives ${data.result.length} series, more than ${mostSeries}; name more labels, or sum them up.`,
        );
      const series = data.result.map((each) => ({
        labels: each.metric,
        points: pointsOf('values' in each ? (each.values ?? []) : 'value' in each && each.value ? [each.value] : []),
      }));
      return { kind: 'series', series };
    }
  }
};

const refusal = (message: string): PromAnswer => ({ kind: 'refused', error: { message, line: null, column: null } });

/** The text of an error with the place it names: `invalid parameter "query": 1:5: parse error: …`. */
export const promError = (text: string): PromError => {
  const [, line, column] = /(?:^|[\s:])(\d{1,6}):(\d{1,6}): parse error/.exec(text) ?? [];
  const message = text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 500);
  return {
    message: message === '' ? 'It gave no reason.' : message,
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
  };
};

const pointsOf = (values: readonly (readonly [number, string])[]): PromSeries['points'] =>
  values.flatMap(([seconds, text]) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? [{ at: Math.round(seconds * 1000), value }] : [];
  });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
