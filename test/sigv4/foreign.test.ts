import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { Sha256 } from '../../src/client/sha256.ts';
import { isoBasic } from '../../src/sigv4/freshness.ts';
import { percentEncode } from '../../src/sigv4/percent.ts';
import { EXPECTED, NOW_MS, type Random, random, verdict, type Wire, withHeader } from './support.ts';

// aws4 is plain JavaScript without types.
const aws4 = (await import('aws4' as string)) as {
  sign(request: object, credentials: object): { method?: string; path: string; headers: Record<string, string> };
};

/** Requests signed by clients that are not ours: random, but the same in every run. */
const SEED = 20260715;
const COUNT = 2000;

interface Plan {
  readonly method: 'GET' | 'POST';
  readonly presign: boolean;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly sessionToken: string | undefined;
  readonly region: string;
  readonly expires: number | undefined;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
const ANY = `${PRINTABLE}äßéл漢😀\u00a0\t`;

function plan(r: Random): Plan {
  const presign = r.chance(0.35);
  const method = presign || r.chance(0.3) ? 'GET' : 'POST';
  const query: Record<string, string> = {};
  for (let i = r.below(method === 'GET' ? 6 : 2); i > 0; i--) {
    // Array.from, so that a surrogate pair is not cut in two.
    query[`${r.text(LETTERS, 1)}${r.text("Za9-._~!*'() &=+/%", r.below(6))}`] = r.text('aZ0 /+&=%~*é漢', r.below(12));
  }
  const headers: Record<string, string> = { host: r.pick(['sts.example.com', '127.0.0.1:4566', '[::1]:8080']) };
  if (method === 'POST') headers['content-type'] = 'application/x-www-form-urlencoded; charset=utf-8';
  for (let i = r.below(4); i > 0; i--)
    headers[`my-${r.text(LETTERS, 4)}`] = r.text(PRINTABLE, 1 + r.below(30)).trim() || 'x';
  if (r.chance(0.2)) headers['x-amz-meta-note'] = `a${r.text('b  ', 8)}c`;
  if (r.chance(0.2)) headers['user-agent'] = 'client/1.0';
  return {
    method,
    presign,
    query,
    headers,
    body: method === 'POST' ? r.text(ANY, r.below(400)) : '',
    accessKeyId: `${r.pick(['AKIA', 'ASIA'])}${r.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
    secret: r.text(`${LETTERS}ABC0123456789+/`, 40),
    sessionToken: r.chance(0.4) ? r.text(`${LETTERS}0123456789+/=`, 50 + r.below(900)) : undefined,
    region: r.pick(['us-east-1', 'eu-central-1', 'ap-southeast-4', 'us-gov-west-1', 'local']),
    expires: r.chance(0.7) ? 60 + r.below(7000) : undefined,
  };
}

/** What HTTP would send of headers and a query in object form. */
const wireOf = (p: Plan, query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>): Wire => {
  const text = Object.entries(query)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return {
    method: p.method,
    target: text === '' ? '/' : `/?${text}`,
    headers: Object.entries(headers),
    body: Buffer.from(p.body),
  };
};

async function bySmithy(p: Plan): Promise<Wire> {
  const signer = new SignatureV4({
    service: 'sts',
    region: p.region,
    applyChecksum: p.secret.charCodeAt(0) % 2 === 0,
    sha256: Sha256,
    credentials: {
      accessKeyId: p.accessKeyId,
      secretAccessKey: p.secret,
      ...(p.sessionToken === undefined ? {} : { sessionToken: p.sessionToken }),
    },
  });
  const [hostname = ''] = [p.headers.host];
  const request = {
    method: p.method,
    protocol: 'https:',
    hostname,
    path: '/',
    query: { ...p.query },
    headers: { ...p.headers },
    body: p.body,
  };
  const signed = p.presign
    ? await signer.presign(request, { signingDate: new Date(NOW_MS), expiresIn: p.expires ?? 900 })
    : await signer.sign(request, { signingDate: new Date(NOW_MS) });
  return wireOf(p, signed.query as Record<string, string>, signed.headers);
}

function byAws4(p: Plan): Wire {
  const date = isoBasic(NOW_MS / 1000);
  const query: Record<string, string> = { ...p.query };
  if (p.presign) {
    query['X-Amz-Date'] = date;
    if (p.expires !== undefined) query['X-Amz-Expires'] = String(p.expires);
  }
  const signed = aws4.sign(
    {
      service: 'sts',
      region: p.region,
      method: p.method,
      path: wireOf(p, query, {}).target,
      headers: p.presign ? { ...p.headers } : { ...p.headers, 'X-Amz-Date': date },
      ...(p.body === '' ? {} : { body: p.body }),
      signQuery: p.presign,
    },
    { accessKeyId: p.accessKeyId, secretAccessKey: p.secret, sessionToken: p.sessionToken },
  );
  const headers = Object.entries(signed.headers).map(([name, value]) => [name, String(value)] as const);
  return { method: p.method, target: signed.path, headers, body: Buffer.from(p.body) };
}

describe('requests signed by other clients', () => {
  test(`${COUNT} of them, by @smithy/signature-v4 and aws4 in turn, are accepted, and refused with another secret`, async () => {
    const r = random(SEED);
    const counts = { smithy: 0, aws4: 0, presigned: 0, sessions: 0 };
    for (let i = 0; i < COUNT; i++) {
      const p = plan(r);
      const client = i % 2 === 0 ? 'smithy' : 'aws4';
      const wire = client === 'smithy' ? await bySmithy(p) : byAws4(p);
      const known = { accessKeyId: p.accessKeyId, secret: p.secret, sessionToken: p.sessionToken };
      expect(
        verdict(wire, EXPECTED, known),
        `request ${i} of seed ${SEED}, by ${client}: ${JSON.stringify(wire)}`,
      ).toBe('accepted');
      expect(verdict(wire, EXPECTED, { ...known, secret: `${p.secret}x` })).toBe('SignatureDoesNotMatch');
      expect(verdict(withHeader(wire, 'host', 'other.example.com'), EXPECTED, known)).toBe('SignatureDoesNotMatch');
      counts[client]++;
      if (p.presign) counts.presigned++;
      if (p.sessionToken !== undefined) counts.sessions++;
    }
    console.log(
      `seed ${SEED}: accepted ${counts.smithy} by smithy, ${counts.aws4} by aws4; ${counts.presigned} presigned, ${counts.sessions} with a session token`,
    );
  });
});
