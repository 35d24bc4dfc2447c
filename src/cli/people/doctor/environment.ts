import { isLoopback } from '../../../base/loopback.ts';
import type { Outline } from '../../../client/profiles/connection-for.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** What in the environment leads calls, ours or those of other clients, to somewhere else than one thinks. */
export function environmentFindings(env: NodeJS.ProcessEnv, settled: Outline): Finding[] {
  return [rivalKeys, endpointWord, ignoredWord, twoEndpoints, plainHttp, proxies].flatMap(
    (look) => look(env, settled) ?? [],
  );
}

function rivalKeys(env: NodeJS.ProcessEnv, { from }: Outline): Finding | undefined {
  const profile = env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE;
  if (!profile || from.credentials !== 'the environment') return undefined;
  return warn(
    'credentials',
    `AWS_ACCESS_KEY_ID goes before profile \`${profile}\``,
    'unset it, or name the profile by --profile',
  );
}

/** Our default is a port of this machine; that of every other client is AWS. */
function endpointWord(_env: NodeJS.ProcessEnv, { from, profile, endpoint }: Outline): Finding {
  if (from.endpoint !== 'the default') return ok('endpoint', `${endpoint}, as ${from.endpoint} says`);
  return warn(
    'endpoint',
    `${endpoint}, since nothing names one: other clients call AWS instead`,
    `set AWS_ENDPOINT_URL, or: rolecall configure --profile ${profile} --endpoint-url ${endpoint}`,
  );
}

function ignoredWord(env: NodeJS.ProcessEnv): Finding | undefined {
  if (env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() !== 'true') return undefined;
  return warn(
    'endpoint',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is set: clients pass over every endpoint that is configured, and call AWS',
    'unset it',
  );
}

function twoEndpoints(env: NodeJS.ProcessEnv): Finding | undefined {
  const general = env.AWS_ENDPOINT_URL;
  const apart = ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL_IAM'].filter(
    (name) => env[name] && general && env[name] !== general,
  );
  if (apart.length === 0) return undefined;
  return warn(
    'endpoint',
    `${apart.join(' and ')} goes before AWS_ENDPOINT_URL, and names another`,
    'unset one of them',
  );
}

function plainHttp(_env: NodeJS.ProcessEnv, { endpoint }: Outline): Finding | undefined {
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === 'https:' || isLoopback(hostname)) return undefined;
  return warn(
    'endpoint',
    `${endpoint} is not encrypted: whoever is on the way reads the credentials in the answers`,
    'use https, as `rolecall serve --tls-cert` or a proxy gives it',
  );
}

function proxies(env: NodeJS.ProcessEnv, { endpoint }: Outline): Finding | undefined {
  const { protocol, hostname } = new URL(endpoint);
  const names = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const name = [...names, 'all_proxy', 'ALL_PROXY'].find((one) => env[one]);
  if (name === undefined || isExempt(hostname, env.no_proxy ?? env.NO_PROXY ?? '')) return undefined;
  const sentence = `${name} sends what clients ask ${hostname} to a proxy`;
  const advice = `add ${hostname} to NO_PROXY`;
  // The proxy of another machine cannot even reach this one's loopback address.
  return isLoopback(hostname) ? fail('proxy', sentence, advice) : warn('proxy', sentence, advice);
}

function isExempt(host: string, list: string): boolean {
  return list
    .split(',')
    .map((one) => one.trim().replace(/^\*?\.?/, ''))
    .some((one) => list.trim() === '*' || (one !== '' && (host === one || host.endsWith(`.${one}`))));
}
