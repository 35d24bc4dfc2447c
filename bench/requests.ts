import { signRequest } from '../src/sigv4/sign.ts';
import { type Fleet, policy, REGION } from './fleet.ts';
import { POLICIES } from './options.ts';
import { seeded } from './statistics.ts';

/** One AssumeRole request, signed and ready to be written to a socket. */
export interface Prepared {
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly raw: Buffer;
  readonly role: Fleet['roles'][number];
}

/**
 * Signs distinct requests: every session name is new, 100 keys, 50 roles and 2,000 session policies are drawn by seed.
 * They are good for 15 minutes, so this stands right before the run.
 */
export function prepareRequests(fleet: Fleet, host: string, count: number, seed: string): Prepared[] {
  const draw = seeded(seed);
  const policies = Array.from({ length: POLICIES }, (_, n) => sessionPolicy(n));
  const nowMs = Date.now();
  return Array.from({ length: count }, (_, n) => {
    const role = fleet.roles[draw(fleet.roles.length)]!;
    const parameters = {
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: role.arn,
      RoleSessionName: `app-${draw(1_000_000)}-${n}`,
      ExternalId: role.externalId,
      DurationSeconds: '3600',
      Policy: policies[draw(POLICIES)]!,
    };
    return prepare(fleet.keys[draw(fleet.keys.length)]!, parameters, role, host, nowMs);
  });
}

/** What a session may do at most: one tenant's prefix, and to read its own role, which the bench does afterwards. */
const sessionPolicy = (n: number): string =>
  policy([
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::data/tenant-${n}/*` },
    { Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' },
  ]);

function prepare(
  credentials: Fleet['keys'][number],
  parameters: Record<string, string>,
  role: Prepared['role'],
  host: string,
  nowMs: number,
): Prepared {
  return { ...signed({ credentials, parameters, host, nowMs, service: 'sts' }), role };
}

/** Signs one request, and writes it as it goes over a socket. */
export function signed({
  credentials,
  parameters,
  host,
  nowMs,
  service,
}: {
  readonly credentials: Fleet['keys'][number];
  readonly parameters: Readonly<Record<string, string>>;
  readonly host: string;
  readonly nowMs: number;
  readonly service: 'sts' | 'iam';
}): Omit<Prepared, 'role'> {
  const body = Buffer.from(new URLSearchParams(parameters).toString());
  const signed = new Map([
    ['host', [host]],
    ['content-type', ['application/x-www-form-urlencoded; charset=utf-8']],
  ]);
  const added = signRequest({
    method: 'POST',
    path: '/',
    query: '',
    headers: signed,
    body,
    credentials,
    region: REGION,
    service,
    nowMs,
  });
  // The headers that clients of AWS send beside the signed ones: they are part of the work.
  const headers = Object.entries({
    Host: host,
    'User-Agent':
      'aws-cli/2.31.0 md/awscrt#0.28 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.13 cfg/retry-mode#standard',
    Accept: '*/*',
    'Accept-Encoding': 'identity',
    'Content-Type': signed.get('content-type')![0]!,
    'X-Amz-Date': added['x-amz-date']!,
    ...(credentials.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': credentials.sessionToken }),
    Authorization: added.authorization!,
    'amz-sdk-request': 'attempt=1',
    'Content-Length': String(body.length),
  }).flat();
  return { headers, body, raw: Buffer.concat([Buffer.from(head(headers), 'latin1'), body]) };
}

function head(headers: readonly string[]): string {
  let text = 'POST / HTTP/1.1\r\n';
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${text}\r\n`;
}
