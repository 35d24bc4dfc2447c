import type { Clock } from '../base/clock.ts';
import { isAccountId } from '../base/identifiers.ts';
import { readOrigin } from '../cli/read-origin.ts';
import { documentFetcher, type FetchDocument } from '../federation/oidc/fetch-document.ts';
import { type Forwarding, forwardingFrom } from '../http/forwarded.ts';
import { isLoopback } from '../main/listening.ts';
import type { Sayings } from '../main/sayings.ts';
import { awsQuotas, type QuotaName, type Quotas, quotaTable } from '../operation/quotas.ts';
import type { RequestSummary } from './request-summary.ts';
import { RolecallError } from './rolecall-error.ts';
import type { SeedInput } from './seed-input.ts';

/** How a server is started, wherever its store is. Names are those of the settings of `rolecall serve`. */
export interface CommonOptions {
  /** Accounts that there shall be, by their numbers; those of the seed, or one of a random number, where none is named. */
  readonly accounts?: readonly string[] | undefined;
  /** What the accounts hold, as docs/seed-file.md has it. */
  readonly seed?: SeedInput | undefined;
  /** Address to listen on: `127.0.0.1` unless said otherwise. Another one than the machine's own needs `tls` or `behindProxy`. */
  readonly host?: string | undefined;
  /** Port to listen on; the system picks one where it is 0 or not said. */
  readonly port?: number | undefined;
  /** `false`: no port is opened; only `answer` reaches the server. */
  readonly listen?: boolean | undefined;
  /** Certificate chain and private key, PEM. */
  readonly tls?: { readonly cert: string | Uint8Array; readonly key: string | Uint8Array } | undefined;
  /** Blocks of addresses of the proxies whose forwarding headers are believed. */
  readonly behindProxy?: readonly string[] | undefined;
  /** Address by which clients know the server; its `url` unless said otherwise. */
  readonly publicUrl?: string | undefined;
  /** Accept only requests that are signed for these regions. */
  readonly regions?: readonly string[] | undefined;
  /** Quotas of docs/quotas.md that are other than AWS's. */
  readonly quotas?: Partial<Quotas> | undefined;
  /** Calls a second that an account may make to STS, and as many to IAM. */
  readonly throttle?: number | undefined;
  /** Whether denials end with their reasons, for sts:DecodeAuthorizationMessage. */
  readonly encodeDenials?: boolean | undefined;
  /** How issuers of OpenID Connect are asked for their keys. */
  readonly oidc?: OidcOptions | undefined;
  /** Origins of the applications that a console sign-in link may lead to. */
  readonly signinDestinations?: readonly string[] | undefined;
  /** Largest request body. */
  readonly bodyLimit?: number | undefined;
  /** Which time it is; the system's unless said otherwise. */
  readonly clock?: Clock | undefined;
  /** Told of every request when it is answered. It must neither throw nor wait. */
  readonly onRequest?: ((request: RequestSummary) => void) | undefined;
  /** Where to say what an operator has to know; pino's logger will do. Without it nothing is said. */
  readonly log?: Sayings | undefined;
}

/** How issuers are asked, and how far their clocks are believed. */
export interface OidcOptions {
  /** Blocks of addresses and names of hosts that may be asked although they are not public. */
  readonly allowPrivate?: readonly string[] | undefined;
  /** Certificates to trust beside the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** By how much their clocks may be off; 60 unless said otherwise. */
  readonly clockSkewSeconds?: number | undefined;
}

/** A store that is gone when the server stops. */
export interface MemoryOptions extends CommonOptions {
  readonly memory: true;
  readonly data?: undefined;
  readonly keyFile?: undefined;
  readonly audit?: false | undefined;
}

/** A store in a folder, which is made where there is none. */
export interface DataOptions extends CommonOptions {
  readonly memory?: false | undefined;
  /** The folder. */
  readonly data: string;
  /** File of the root key, where it is not in the folder. */
  readonly keyFile?: string | undefined;
  /** Whether an audit trail is kept in the folder; it is unless said otherwise. */
  readonly audit?: boolean | undefined;
}

export type RolecallOptions = MemoryOptions | DataOptions;

/** Options that were read: what was not said is settled. */
export interface Wanted extends CommonOptions {
  readonly data: string | undefined;
  readonly keyFile: string | undefined;
  readonly audit: boolean;
  readonly accounts: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly listen: boolean;
  readonly bodyLimit: number;
  readonly secured: { readonly tls: Tls | undefined; readonly forwarding: Forwarding | undefined };
  readonly allQuotas: Quotas;
  readonly fetch: FetchDocument;
  readonly destinations: ReadonlySet<string>;
}

interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

const BODY_LIMIT = 1_048_576;

/** Reads the options, or refuses with what is wrong with them, by name. Nothing is made before. */
export function readOptions(options: RolecallOptions): Wanted {
  const bad = (sentence: string) => new RolecallError('BadOption', sentence);
  if (typeof options !== 'object' || options === null) throw bad('options are missing: give `memory: true`, or `data`');
  for (const name of Object.keys(options)) if (!NAMES.has(name)) throw bad(`there is no option \`${name}\``);
  const { memory, data, keyFile, audit, accounts = [], host = '127.0.0.1', port = 0, listen = true } = options;
  const { bodyLimit = BODY_LIMIT, regions, throttle, quotas = {}, publicUrl, oidc = {} } = options;

  if ((memory === true) === (data !== undefined)) throw bad('one of `memory: true` and `data` says where the store is');
  if (memory === true && keyFile !== undefined) throw bad('`keyFile` goes with `data`');
  if (memory === true && audit) throw bad('`audit` goes with `data`: a store in memory has no folder for a trail');
  for (const id of accounts)
    if (!isAccountId(String(id))) throw bad(`\`accounts\`: \`${id}\` is not an account id of twelve digits`);
  if (new Set(accounts).size < accounts.length) throw bad('`accounts` names one twice');
  if (!isWithin(port, 0, 65_535)) throw bad('`port` is a number from 0 to 65535');
  if (!isWithin(bodyLimit, 1024, 10_000_000)) throw bad('`bodyLimit` is a number of bytes from 1024 to 10000000');
  if (throttle !== undefined && !isWithin(throttle, 1, 1_000_000))
    throw bad('`throttle` is a number from 1 to 1000000');
  if (regions !== undefined && (!Array.isArray(regions) || regions.length === 0))
    throw bad('`regions` is a list of at least one');
  if (publicUrl !== undefined && !/^https?:$/.test(URL.parse(publicUrl)?.protocol ?? ''))
    throw bad('`publicUrl` is an http or https address');
  if (oidc.clockSkewSeconds !== undefined && !isWithin(oidc.clockSkewSeconds, 0, 300))
    throw bad('`oidc.clockSkewSeconds` is a number from 0 to 300');
  const secured = { tls: readTls(options), forwarding: readForwarding(options, bad) };
  if (listen && !isLoopback(host) && secured.tls === undefined && secured.forwarding === undefined)
    throw bad(`refusing to listen on \`${host}\` without TLS: give \`tls\`, or \`behindProxy\``);
  return {
    ...options,
    ...{ data, keyFile, accounts, host, port, listen, bodyLimit, secured },
    audit: audit ?? data !== undefined,
    fetch: readFetcher(options, bad),
    destinations: readDestinations(options, bad),
    allQuotas: { ...awsQuotas, ...readQuotas(quotas, bad) },
  };
}

type Bad = (sentence: string) => Error;

const isWithin = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

function readTls({ tls }: CommonOptions): Tls | undefined {
  return tls && { cert: Buffer.from(tls.cert as string), key: Buffer.from(tls.key as string) };
}

function readForwarding({ behindProxy }: CommonOptions, bad: Bad): Forwarding | undefined {
  try {
    return behindProxy && forwardingFrom(behindProxy);
  } catch (error) {
    throw bad(`\`behindProxy\`: ${(error as Error).message}`);
  }
}

function readFetcher({ oidc = {} }: CommonOptions, bad: Bad): FetchDocument {
  try {
    return documentFetcher({ allowPrivate: oidc.allowPrivate, ca: oidc.ca });
  } catch (error) {
    throw bad(`\`oidc.allowPrivate\`: ${(error as Error).message}`);
  }
}

function readDestinations({ signinDestinations = [] }: CommonOptions, bad: Bad): ReadonlySet<string> {
  try {
    return new Set(signinDestinations.map(readOrigin));
  } catch (error) {
    throw bad(`\`signinDestinations\`: ${(error as Error).message}`);
  }
}

function readQuotas(quotas: Partial<Quotas>, bad: Bad): Partial<Quotas> {
  for (const [name, value] of Object.entries(quotas)) {
    if (!Object.hasOwn(quotaTable, name)) throw bad(`\`quotas\`: there is no quota \`${name}\``);
    const { min, max } = quotaTable[name as QuotaName];
    if (!isWithin(value, min, max)) throw bad(`\`quotas\`: \`${name}\` is a number from ${min} to ${max}`);
  }
  return quotas;
}

/** Every option: one that is misspelt would otherwise be passed over. */
const NAMES: ReadonlySet<string> = new Set<keyof MemoryOptions>([
  'memory',
  'data',
  'keyFile',
  'audit',
  'accounts',
  'seed',
  'host',
  'port',
  'listen',
  'tls',
  'behindProxy',
  'publicUrl',
  'regions',
  'quotas',
  'throttle',
  'encodeDenials',
  'bodyLimit',
  'oidc',
  'signinDestinations',
  'clock',
  'onRequest',
  'log',
]);
