/** What a practice server's nginx does with its configuration: one port in front of one app. */
export interface NginxConfig {
  readonly listen: number;
  /** Where requests go; null when no location passes them on. */
  readonly upstream: number | null;
  readonly readTimeoutMs: number;
}

export type NginxReading =
  | { readonly ok: true; readonly config: NginxConfig }
  | { readonly ok: false; readonly line: number; readonly message: string };

type Context = 'main' | 'events' | 'http' | 'server' | 'location';

/** The directives that are understood: where each may stand, and what its block is. */
const directives: Readonly<Record<string, { readonly in: readonly Context[]; readonly block?: Context }>> = {
  user: { in: ['main'] },
  pid: { in: ['main'] },
  worker_processes: { in: ['main'] },
  error_log: { in: ['main', 'http', 'server', 'location'] },
  events: { in: ['main'], block: 'events' },
  worker_connections: { in: ['events'] },
  http: { in: ['main'], block: 'http' },
  sendfile: { in: ['http', 'server', 'location'] },
  default_type: { in: ['http', 'server', 'location'] },
  server_tokens: { in: ['http', 'server', 'location'] },
  keepalive_timeout: { in: ['http', 'server', 'location'] },
  access_log: { in: ['http', 'server', 'location'] },
  server: { in: ['http'], block: 'server' },
  listen: { in: ['server'] },
  server_name: { in: ['server'] },
  location: { in: ['server'], block: 'location' },
  proxy_pass: { in: ['location'] },
  proxy_set_header: { in: ['http', 'server', 'location'] },
  proxy_http_version: { in: ['http', 'server', 'location'] },
  proxy_connect_timeout: { in: ['http', 'server', 'location'] },
  proxy_read_timeout: { in: ['http', 'server', 'location'] },
};

interface Token {
  readonly text: string;
  readonly line: number;
  /** A `;`, `{` or `}` that structures, not one inside quotes. */
  readonly mark: boolean;
}

/** nginx's words: separated by blanks, ended by `;`, `{` or `}`, quoted by ' or ", with comments from # to the line's end. */
const tokens = (text: string): readonly Token[] => {
  const found: Token[] = [];
  let line = 1;
  const pattern = /\n|[ \t\r]+|#[^\n]*|([;{}])|"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([^\s;{}]+)/g;
  for (const [whole, mark, double, single, bare] of text.matchAll(pattern)) {
    const word = double ?? single ?? bare;
    if (mark !== undefined) found.push({ text: mark, line, mark: true });
    else if (word !== undefined) found.push({ text: word, line, mark: false });
    line += whole.split('\n').length - 1;
  }
  return found;
};

const portOf = (value: string): number | null => {
  const port = /^(?:(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\*):)?(\d{1,5})$/.exec(value)?.[1];
  return port === undefined || Number(port) < 1 || Number(port) > 65535 ? null : Number(port);
};

const READ_TIMEOUT = 60_000;

const durationOf = (value: string): number | null => {
  const [, amount, unit] = /^(\d+)(ms|s|m)?$/.exec(value) ?? [];
  if (amount === undefined) return null;
  return Number(amount) * (unit === 'ms' ? 1 : unit === 'm' ? 60_000 : 1000);
};

/** Reads nginx.conf as nginx -t does, for the directives that a small reverse proxy needs; complaints are in nginx's own words. */
export const readNginxConfig = (text: string): NginxReading => {
  const all = tokens(text);
  const last = all.at(-1)?.line ?? 1;
  const open: Context[] = ['main'];
  let words: Token[] = [];
  let listen: number | null = null;
  let upstream: number | null = null;
  let readTimeoutMs = READ_TIMEOUT;
  const no = (line: number, message: string): NginxReading => ({ ok: false, line, message });

  for (const token of all) {
    if (!token.mark) {
      words.push(token);
      continue;
    }
    const [name, first] = words.map((word) => word.text);
    if (token.text === '}') {
      if (words.length > 0 || open.length === 1) return no(token.line, 'unexpected "}"');
      open.pop();
      continue;
    }
    if (name === undefined) return no(token.line, `unexpected "${token.text}"`);
    const directive = directives[name];
    const context = open.at(-1) ?? 'main';
    if (directive === undefined) return no(token.line, `unknown directive "${name}"`);
    if (!directive.in.includes(context)) return no(token.line, `"${name}" directive is not allowed here`);
    if (token.text === '{' && directive.block === undefined)
      return no(token.line, `directive "${name}" is not terminated by ";"`);
    if (token.text === ';' && directive.block !== undefined)
      return no(token.line, `directive "${name}" has no opening "{"`);
    if (token.text === '{' && directive.block !== undefined) open.push(directive.block);
    else if (first === undefined) return no(token.line, `invalid number of arguments in "${name}" directive`);
    else if (name === 'listen') {
      listen = portOf(first);
      if (listen === null) return no(token.line, `invalid parameter "${first}" in "listen" directive`);
    } else if (name === 'proxy_pass') {
      if (words.length > 2) return no(token.line, 'invalid number of arguments in "proxy_pass" directive');
      if (!first.startsWith('http://')) return no(token.line, 'invalid URL prefix');
      upstream = portOf(first.slice('http://'.length).replace(/\/$/, ''));
      if (upstream === null) return no(token.line, `host not found in upstream "${first.slice('http://'.length)}"`);
    } else if (name === 'proxy_read_timeout') {
      const duration = durationOf(first);
      if (duration === null) return no(token.line, `"proxy_read_timeout" directive invalid value`);
      readTimeoutMs = duration;
    }
    words = [];
  }
  if (words.length > 0) return no(last, 'unexpected end of file, expecting ";" or "}"');
  if (open.length > 1) return no(last, 'unexpected end of file, expecting "}"');
  return { ok: true, config: { listen: listen ?? 80, upstream, readTimeoutMs } };
};

/** The configuration that a practice server begins with. */
export const nginxConfigText = (nginxPort: number, appPort: number): string => `# nginx of a practice server of Pitwall.
# Change it and run "sudo -n nginx -t" and "sudo -n systemctl reload nginx.service" over SSH.
worker_processes 1;
events { worker_connections 64; }
http {
  server_tokens off;
  server {
    listen 127.0.0.1:${nginxPort};
    server_name localhost;
    location / {
      proxy_pass http://127.0.0.1:${appPort};
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_read_timeout 60s;
    }
  }
}
`;
