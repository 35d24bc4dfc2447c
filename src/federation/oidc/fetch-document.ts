import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import { type AddressRules, addressRules } from './address-rules.ts';
import { utf8 } from './base64url.ts';

/** Asks for one document of an issuer. Never throws: what went wrong is its answer. */
export type FetchDocument = (url: string) => Promise<Fetched>;

export type Fetched = Document | FetchFailure;

export interface Document {
  readonly text: string;
  /** How long the issuer says that it may be kept. */
  readonly maxAgeSeconds: number | undefined;
}

export interface FetchFailure {
  /** `unreachable`: nobody answers now, another time somebody may. `unfit`: what is there, or where it is, will not do. */
  readonly failed: 'unreachable' | 'unfit';
  /** For the operator's log; who sent the token is not told. */
  readonly why: string;
}

export interface FetchSettings {
  /** Blocks of addresses and names of hosts that may be asked although they are not public. */
  readonly allowPrivate?: readonly string[] | undefined;
  /** Certificates to trust, in PEM, beside those that the platform does. */
  readonly ca?: string | undefined;
  /** Finds the addresses of a host; the system's resolver unless said otherwise. */
  readonly resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 5000;
const BYTES_MAX = 262_144;
const HEADER_BYTES_MAX = 16_384;
const URL_MAX = 2048;
/** As many are tried, one after the other. */
const ADDRESSES_MAX = 4;

/**
 * A fetcher that cannot be led elsewhere (security.md D07): https alone, no redirects, no credentials, no compression; a
 * host's addresses are asked for once, each has to be permitted, and the connection is made to one of those and no other.
 *
 * What Node needs for TLS is asked for when the first issuer is: loading it takes as long as starting Node.
 */
export function documentFetcher(settings: FetchSettings = {}): FetchDocument {
  const rules = addressRules(settings.allowPrivate ?? []);
  const resolve = settings.resolve ?? systemResolver;
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS;
  // Made once: reading all the certificates of a platform takes longer than a handshake.
  let trust: SecureContext | undefined;
  const secureContext = () => {
    const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
    const ca = settings.ca === undefined ? {} : { ca: [...getCACertificates('default'), settings.ca] };
    trust ??= createSecureContext({ ...ca, minVersion: 'TLSv1.2' });
    return trust;
  };

  return async function fetchDocument(text) {
    const url = readUrl(text);
    if (url === undefined) return unfit(`not an address that may be asked: ${text.slice(0, URL_MAX)}`);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await within(signal, addressesOf(url, resolve, rules));
      if ('failed' in addresses) return addresses;
      return await get(url, { addresses, signal, secureContext: secureContext() });
    } catch (error) {
      return signal.aborted
        ? unreachable(`no answer within ${timeoutMs} ms`)
        : unreachable((error as NodeJS.ErrnoException).code ?? (error as Error).message);
    }
  };
}

const unfit = (why: string): FetchFailure => ({ failed: 'unfit', why });
const unreachable = (why: string): FetchFailure => ({ failed: 'unreachable', why });

/** An https address without a user, a password or a fragment. */
function readUrl(text: string): URL | undefined {
  const url = text.length > URL_MAX ? null : URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return text.includes('#') || text.includes('@') || text.includes('\\') ? undefined : url;
}

const systemResolver = async (host: string): Promise<readonly string[]> =>
  (await process.getBuiltinModule('node:dns/promises').lookup(host, { all: true })).map(({ address }) => address);

/** The addresses to connect to. All that the name stands for must be permitted: a name that also means something private is a trap. */
async function addressesOf(
  { hostname }: URL,
  resolve: (host: string) => Promise<readonly string[]>,
  rules: AddressRules,
): Promise<readonly string[] | FetchFailure> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) return unreachable(`${host} has no address`);
  const refused = addresses.find((address) => !rules.permits(host, address));
  return refused === undefined
    ? addresses.slice(0, ADDRESSES_MAX)
    : unfit(`${host} is at ${refused}, which may not be asked`);
}

interface Way {
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  readonly secureContext: SecureContext;
}

function get(url: URL, { addresses, signal, secureContext }: Way): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const { Agent, request } = process.getBuiltinModule('node:https');
    // Of one connection each: what another address answered is never used again under this name.
    const agent = new Agent({ keepAlive: false, maxCachedSessions: 0, secureContext });
    const asked = request(
      url,
      {
        agent,
        signal,
        lookup: pinnedTo(addresses),
        maxHeaderSize: HEADER_BYTES_MAX,
        headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'rolecall' },
      },
      (answer) => {
        const problem = headProblem(answer);
        if (problem === undefined) read(answer).then(resolve, reject);
        else resolve(problem);
        if (problem !== undefined) asked.destroy();
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** Where one family of addresses leads nowhere, Node tries the other (RFC 8305): among these alone. */
const pinnedTo =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, found) => {
    const all = addresses.map((address) => ({ address, family: isIP(address) }));
    if (options.all) found(null, all);
    else found(null, all[0]!.address, all[0]!.family);
  };

/** Content types are not looked at: issuers serve their documents under many, and a document has to read as JSON anyway. */
function headProblem({ statusCode = 0, headers }: IncomingMessage): FetchFailure | undefined {
  if (statusCode >= 500 || statusCode === 429) return unreachable(`status ${statusCode}`);
  if (statusCode !== 200) return unfit(`status ${statusCode}`);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return unfit('the answer is compressed, which was not asked for');
  return Number(headers['content-length'] ?? 0) > BYTES_MAX ? unfit(TOO_LONG) : undefined;
}

const TOO_LONG = `the answer is longer than ${BYTES_MAX} bytes`;

async function read(answer: IncomingMessage): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes > BYTES_MAX) return unfit(TOO_LONG);
    chunks.push(chunk as Buffer);
  }
  const text = utf8(Buffer.concat(chunks));
  if (text === undefined) return unfit('the answer is not UTF-8');
  return { text, maxAgeSeconds: maxAgeOf(answer.headers['cache-control']) };
}

/** RFC 9111 section 5.2.2.1. A value that does not read is none. */
function maxAgeOf(header: string | undefined): number | undefined {
  const directives = (header ?? '').slice(0, 1024).toLowerCase().split(',');
  const names = directives.map((directive) => directive.trim());
  if (names.includes('no-store') || names.includes('no-cache')) return 0;
  const age = names.find((name) => /^max-age="?[0-9]{1,9}"?$/.test(name));
  return age === undefined ? undefined : Number(age.replace(/[^0-9]/g, ''));
}

/** A resolver has no signal of its own. */
function within<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('too late')), { once: true });
    work.then(resolve, reject);
  });
}
