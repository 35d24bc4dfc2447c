import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority made for one run, and a server certificate of it, all in PEM. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Makes them with openssl, which Node has no replacement for. `undefined` where there is none. */
export function makeCertificates(names: readonly string[]): Certificates | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-ca-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = (file: string) => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file);
  try {
    openssl('version');
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  try {
    key('ca.key');
    openssl(
      ...['req', '-x509', '-new', '-key', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Rolecall test CA'],
      ...['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'],
    );
    key('server.key');
    openssl('req', '-new', '-key', 'server.key', '-out', 'server.csr', '-subj', '/CN=Rolecall test issuer');
    writeFileSync(join(folder, 'extensions'), `subjectAltName=${names.join(',')}\nextendedKeyUsage=serverAuth\n`);
    openssl(
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'],
      ...['-extfile', 'extensions', '-out', 'server.pem'],
    );
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    return { ca: read('ca.pem'), cert: read('server.pem'), key: read('server.key') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
