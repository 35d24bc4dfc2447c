import { hash } from 'node:crypto';
import type { Answer, Question } from '../../src/authorizer/question.ts';
import { canonicalRequest, stringToSign } from '../../src/sigv4/canonical-request.ts';
import { isoBasic } from '../../src/sigv4/freshness.ts';
import { signRequest } from '../../src/sigv4/sign.ts';
import { signatureOf, signingKey, signingSecret } from '../../src/sigv4/signing-key.ts';
import { ACCOUNT_A, type Credentials, type House, openHouse } from '../house/harness.ts';

/** A house, a service `store` in account A that may ask for `objects`, and somebody in that account who signs for it. */
export async function openWithService(options: Parameters<typeof openHouse>[0] = {}) {
  const house = await openHouse(options);
  const store = await house.user(house.rootA, 'store');
  await house.allowUser(house.rootA, 'store', ask('objects'));
  const ann = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', { Action: 'objects:GetObject', Resource: 'arn:aws:objects:::photos/*' });
  return { house, store, ann };
}

/** The statement that lets a service ask for a name. */
export const ask = (service: string, more: object = {}) => ({
  Action: 'rolecall:Authorize',
  Resource: `arn:aws:rolecall::${ACCOUNT_A}:service/${service}`,
  ...more,
});

export interface Sent {
  method?: string;
  target?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  service?: string;
  region?: string;
}

export const hashOf = (body: string): string => hash('sha256', body);

/** A request that somebody signs for another service, as that service receives it. */
export function received(house: House, credentials: Credentials, sent: Sent = {}): Question['request'] {
  const { method = 'GET', target = '/photos/cat.jpg', body = '', service = 'objects', region = 'us-east-1' } = sent;
  const [path, query = ''] = target.split('?');
  const headers = { host: 'objects.example.test', ...sent.headers };
  const added = signRequest({
    ...{ method, path: path!, query, credentials, region, service, nowMs: house.clock.now() },
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
  });
  return { method, target, headers: Object.entries({ ...headers, ...added }), payloadHash: hashOf(body) };
}

export const question = (request: Question['request'], more: Partial<Question> = {}): Question => ({
  request,
  service: 'objects',
  action: 'objects:GetObject',
  resource: 'arn:aws:objects:::photos/cat.jpg',
  ...more,
});

export interface Replied {
  readonly status: number;
  readonly text: string;
  readonly body: Answer & { readonly error?: { readonly code: string; readonly message?: string } };
}

/** Asks, signed by the service. `raw` takes the place of the question as it would be written. */
export async function asks(house: House, by: Credentials, what: Question | Buffer | string, more: Sent = {}) {
  const body = what instanceof Buffer ? what : Buffer.from(typeof what === 'string' ? what : JSON.stringify(what));
  const headers = { host: 'rolecall.example.test', 'content-type': 'application/json', ...more.headers };
  const method = more.method ?? 'POST';
  const added = signRequest({
    ...{ method, path: '/authorize', query: '', credentials: by, region: more.region ?? 'us-east-1' },
    ...{ service: more.service ?? 'rolecall', nowMs: house.clock.now(), body },
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
  });
  return send(house, {
    method,
    target: '/authorize',
    rawHeaders: Object.entries({ ...headers, ...added }).flat(),
    body,
  });
}

export async function send(
  house: House,
  request: { method: string; target: string; rawHeaders: readonly string[]; body: Buffer },
): Promise<Replied> {
  const { status, body } = await house.answer({ remoteAddress: '192.0.2.1', secure: false, ...request });
  return { status, text: body, body: body === '' ? undefined : JSON.parse(body) };
}

/** Presigns as SigV4 has it: everything in the query, the host alone signed. */
export function presigned(
  house: House,
  credentials: Credentials,
  of: { expires?: string; service?: string; payloadHash?: string },
): Question['request'] {
  const { expires, service = 'objects', payloadHash = hashOf('') } = of;
  const date = isoBasic(Math.floor(house.clock.now() / 1000));
  const scope = { date: date.slice(0, 8), region: 'us-east-1', service };
  const parameters = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${credentials.accessKeyId}/${scope.date}/us-east-1/${service}/aws4_request`,
    'X-Amz-Date': date,
    ...(expires !== undefined && { 'X-Amz-Expires': expires }),
    'X-Amz-SignedHeaders': 'host',
    ...(credentials.sessionToken !== undefined && { 'X-Amz-Security-Token': credentials.sessionToken }),
  });
  const head = { method: 'GET', path: '/photos/cat.jpg', query: parameters.toString() };
  const headers = new Map([['host', ['objects.example.test']]]);
  const canonical = canonicalRequest(
    { ...head, headers },
    { carrier: 'query', signedHeaders: ['host'], payloadHash, pathEscaped: service === 's3' ? 'once' : 'twice' },
  );
  const key = signingKey(signingSecret(credentials.secretAccessKey), scope.date, 'us-east-1', service);
  const signature = signatureOf(stringToSign(date, scope, canonical), key);
  return {
    method: 'GET',
    target: `${head.path}?${head.query}&X-Amz-Signature=${signature}`,
    headers: [['Host', 'objects.example.test']],
    payloadHash,
  };
}
