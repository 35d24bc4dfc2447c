import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:https';
import type { Certificates } from '../../test/federation/certificates.ts';

export const ALGORITHMS = ['ES256', 'RS256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** An issuer on loopback: it serves its two documents, and signs in this process. */
export interface BenchIssuer {
  readonly url: string;
  readonly name: string;
  readonly keys: readonly object[];
  token(alg: Algorithm, claims: object): string;
  stop(): void;
}

const URL_OF_ISSUER = 'https://localhost';

/** Starts it on the port that provider URLs have, which takes the right to. */
export async function startIssuer({ cert, key }: Certificates): Promise<BenchIssuer> {
  const pairs = {
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };
  const keys = ALGORITHMS.map((alg) => ({
    ...pairs[alg].publicKey.export({ format: 'jwk' }),
    kid: alg,
    alg,
    use: 'sig',
  }));
  const documents = new Map<string, object>([
    ['/.well-known/openid-configuration', { issuer: URL_OF_ISSUER, jwks_uri: `${URL_OF_ISSUER}/keys` }],
    ['/keys', { keys }],
  ]);
  const server = createServer({ cert, key }, (request, response) =>
    response.setHeader('cache-control', 'max-age=3600').end(JSON.stringify(documents.get(request.url!) ?? {})),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(443, '127.0.0.1', () => resolve());
  });
  return {
    url: URL_OF_ISSUER,
    name: 'localhost',
    keys,
    token: (alg, claims) => signed(alg, pairs[alg].privateKey, { iss: URL_OF_ISSUER, ...claims }),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function signed(alg: Algorithm, key: KeyObject, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = `${part({ alg, kid: alg, typ: 'JWT' })}.${part(claims)}`;
  return `${said}.${sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
