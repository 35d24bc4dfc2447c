import { isIP } from 'node:net';

/** Where a PostgreSQL database is, and how it is reached. */
export interface DatabaseAddress {
  /** A name, an address, or the folder of a unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Only ever from a file that its owner alone reads. */
  readonly password: string | undefined;
  /** Undefined on this machine only. `caFile`: the authorities that are believed, where they are not the public ones. */
  readonly tls: { readonly caFile: string | undefined } | undefined;
  /** For sentences: the address without the user. */
  readonly name: string;
}

const PARAMETERS = new Set(['sslmode', 'sslrootcert']);
const SCHEMES = new Set(['postgres:', 'postgresql:']);
const PORT = 5432;

/**
 * Reads `postgres://user@host:port/name`, with `?sslmode=verify-full` for every host but this one, or throws the
 * sentence that says what is wrong. No sentence repeats the URL: what cannot be read may still hold a password.
 */
export function readAddress(text: string, { passwordAllowed = false } = {}): DatabaseAddress {
  const url = URL.parse(text.trim());
  if (url === null || !SCHEMES.has(url.protocol)) throw new Error('expected `postgres://user@host:port/name`');
  const password = decoded(url.password);
  if (password !== '' && !passwordAllowed) {
    throw new Error(
      'refusing a database URL that holds a password: put it in PGPASSFILE, or the URL in a --database-file',
    );
  }
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.has(name)) throw new Error(`a database URL has no parameter \`${name}\` here`);
    if (url.searchParams.getAll(name).length > 1) throw new Error(`\`${name}\` is given twice in the database URL`);
  }
  const host = decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const user = decoded(url.username);
  const database = decoded(url.pathname.slice(1));
  if (url.hash !== '' || host === '' || host.includes(',') || user === '' || !/^[^/]+$/.test(database)) {
    throw new Error('expected `postgres://user@host:port/name`');
  }
  const port = url.port === '' ? PORT : Number(url.port);
  return {
    host,
    port,
    database,
    user,
    password: password === '' ? undefined : password,
    tls: readTls(host, url.searchParams),
    name: `${host.startsWith('/') ? host : url.hostname}:${port}/${database}`,
  };
}

/**
 * Over a network the server's certificate and name are proven, always: the other modes of libpq encrypt to whoever answers.
 */
function readTls(host: string, parameters: URLSearchParams): DatabaseAddress['tls'] {
  const mode = parameters.get('sslmode');
  const caFile = parameters.get('sslrootcert') ?? undefined;
  if (mode === 'verify-full') return { caFile };
  if (caFile !== undefined) throw new Error('`sslrootcert` goes with sslmode=verify-full');
  if (mode !== null && mode !== 'disable')
    throw new Error(`refusing sslmode=${mode}: only verify-full proves the server`);
  if (!isThisMachine(host)) throw new Error(`refusing the database on \`${host}\` without sslmode=verify-full`);
  return undefined;
}

const isThisMachine = (host: string): boolean =>
  host.startsWith('/') || host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error('expected `postgres://user@host:port/name`');
  }
}
