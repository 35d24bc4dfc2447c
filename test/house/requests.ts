import { signRequest } from '../../src/sigv4/sign.ts';

/** Signed requests as a client makes them, without a house to send them to. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export type Parameters = Readonly<Record<string, string | number | undefined>>;

const STS_ACTIONS =
  /^(AssumeRole|GetCallerIdentity|GetSessionToken|GetFederationToken|DecodeAuth|GetAccessKeyInfo|AssumeRoot|GetWebIdentityToken|GetDelegated)/;
export const serviceOf = (action: string): 'sts' | 'iam' => (STS_ACTIONS.test(action) ? 'sts' : 'iam');
const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08' };

/** The form body of a call. Lists and structures are written as on the wire: `Tags.member.1.Key`. */
export function form(action: string, parameters: Parameters, service: 'sts' | 'iam'): string {
  const pairs = Object.entries({ Action: action, Version: VERSIONS[service], ...parameters });
  return pairs
    .flatMap(([name, value]) => (value === undefined ? [] : [`${encode(name)}=${encode(String(value))}`]))
    .join('&');
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A call that nobody signs: the token in it is the proof. */
export function unsignedPost(body: string, host = 'sts.us-east-1.localhost') {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return {
    method: 'POST',
    target: '/',
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(body, 'utf8'),
  };
}

export function signedPost(
  credentials: Credentials,
  body: string,
  service: 'sts' | 'iam',
  nowMs: number,
  region = 'us-east-1',
  host = `${service}.${region}.localhost`,
) {
  const headers = {
    host,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'user-agent': 'rolecall-test',
  };
  const bytes = Buffer.from(body, 'utf8');
  const added = signRequest({
    method: 'POST',
    path: '/',
    query: '',
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body: bytes,
    credentials,
    region,
    service,
    nowMs,
  });
  return { method: 'POST', target: '/', rawHeaders: Object.entries({ ...headers, ...added }).flat(), body: bytes };
}
