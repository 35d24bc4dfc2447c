import { isAccountId } from '../base/identifiers.ts';
import { isLoopback } from '../base/loopback.ts';
import { readOrigin } from '../cli/read-origin.ts';
import { documentFetcher, type FetchDocument } from '../federation/oidc/fetch-document.ts';
import { type Forwarding, forwardingFrom } from '../http/forwarded.ts';
import { awsQuotas, type QuotaName, type Quotas, quotaTable } from '../operation/quotas.ts';
import type { CommonOptions, MemoryOptions, RolecallOptions } from './options.ts';
import { RolecallError } from './rolecall-error.ts';

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
