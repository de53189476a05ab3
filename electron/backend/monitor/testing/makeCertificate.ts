import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

const dated = (at: number): string => `${new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;

/** The smallest authority that openssl takes: only it can set both dates. */
const authority = `[ca]
default_ca = own
[own]
dir = .
database = ./index.txt
new_certs_dir = .
serial = ./serial
default_md = sha256
policy = any
[any]
commonName = supplied
`;

/** A self-signed certificate for a host name, made by openssl. `ends` is in milliseconds since 1970; it began a year before that. */
export const makeCertificate = (host: string, ends: number): TestCertificate => {
  const dir = mkdtempSync(join(tmpdir(), 'pitwall-cert-'));
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  try {
    writeFileSync(join(dir, 'ca.cnf'), authority);
    writeFileSync(join(dir, 'index.txt'), '');
    writeFileSync(join(dir, 'serial'), '01\n');
    writeFileSync(join(dir, 'names'), `subjectAltName=DNS:${host}\n`);
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem');
    openssl('req', '-new', '-key', 'key.pem', '-out', 'request.pem', '-subj', `/CN=test ${randomUUID()}`);
    openssl(
      ...['ca', '-batch', '-config', 'ca.cnf', '-selfsign', '-notext', '-extfile', 'names'],
      ...['-keyfile', 'key.pem', '-in', 'request.pem', '-out', 'cert.pem'],
      ...['-startdate', dated(ends - 365 * 86_400_000), '-enddate', dated(ends)],
    );
    return { key: readFileSync(join(dir, 'key.pem'), 'utf8'), cert: readFileSync(join(dir, 'cert.pem'), 'utf8') };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};
