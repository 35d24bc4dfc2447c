import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, request } from 'node:https';
import { fileURLToPath } from 'node:url';
import type { Certificates } from './certificates.ts';

/** A real issuer, `oidc-provider`, on loopback with TLS. Provider URLs have no port, so it has to have the usual one. */
export interface RealIssuer {
  readonly url: string;
  /** A token for this client by the client credentials grant, as a workload gets one. */
  token(resource: string): Promise<string>;
  stop(): Promise<void>;
}

const ENTRY = new URL('../../.cache/oidc/node_modules/oidc-provider/lib/index.js', import.meta.url);
const URL_OF_ISSUER = 'https://localhost';
const CLIENT = { id: 'workload-1', secret: randomBytes(24).toString('base64url') };

/** Starts the issuer, or gives the reason why it cannot be. */
export async function startIssuer(certificates: Certificates): Promise<RealIssuer | string> {
  if (!existsSync(fileURLToPath(ENTRY))) return 'oidc-provider is not installed: test/federation/install.sh';
  const { default: Provider } = await import(ENTRY.href);
  const { cert, key, ca } = certificates;
  const server = createServer({ cert, key }, new Provider(URL_OF_ISSUER, configuration()).callback());
  const problem = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(`port 443 of 127.0.0.1: ${error.code}`));
    server.listen(443, '127.0.0.1', () => resolve(undefined));
  });
  if (problem !== undefined) return problem;
  return {
    url: URL_OF_ISSUER,
    token: (resource) => tokenFor(resource, ca),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** What the issuer is told: one client, one key, and audiences for whom tokens are JSON Web Tokens. */
function configuration(): object {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...jwk, kid: 'of-this-run', alg: 'ES256', use: 'sig' }] },
    ttl: { ClientCredentials: 600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, resource: string) => ({
          scope: '',
          audience: new URL(resource).hostname,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: () => ({
      'https://aws.amazon.com/tags': { principal_tags: { Team: ['red'] }, transitive_tag_keys: ['Team'] },
    }),
  };
}

async function tokenFor(resource: string, ca: string): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', resource }).toString();
  const answer = await post(`${URL_OF_ISSUER}/token`, form, ca);
  const { access_token: token } = JSON.parse(answer) as { access_token?: string };
  if (token === undefined) throw new Error(`the issuer gave no token: ${answer}`);
  return token;
}

function post(url: string, body: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: 'POST',
        ca,
        agent: false,
        auth: `${CLIENT.id}:${CLIENT.secret}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
