/** What a variable of nginx looks like where its look is certain; sticky, and each without any way to run for long.
 *
 * See https://nginx.org/en/docs/http/ngx_http_log_module.html and ngx_http_upstream_module.html#variables. */
const certain: Readonly<Record<string, RegExp>> = {
  time_local: /\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}/y,
  time_iso8601: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)/y,
  msec: /\d{1,12}\.\d{3}/y,
  status: /\d{3}/y,
  body_bytes_sent: /\d{1,20}|-/y,
  bytes_sent: /\d{1,20}|-/y,
  request_length: /\d{1,20}|-/y,
  request_time: /\d{1,12}\.\d{3}|-/y,
  connection: /\d{1,20}/y,
  connection_requests: /\d{1,20}/y,
  pipe: /[p.]/y,
};

/** Several servers of one upstream are parted by a comma, several upstreams by a colon. */
const upstream = /-?[\d.]{0,20}(?:(?:, | : )-?[\d.]{0,20}){0,50}/y;
const upstreamNames = new Set([
  'upstream_response_time',
  'upstream_connect_time',
  'upstream_header_time',
  'upstream_status',
  'upstream_response_length',
  'upstream_bytes_received',
]);

/** The look of a variable; null when it may hold any text. */
export const variableLook = (name: string): RegExp | null =>
  certain[name] ?? (upstreamNames.has(name) ? upstream : null);
