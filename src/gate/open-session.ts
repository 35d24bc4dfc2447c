import { createSecretKey, hash, type KeyObject } from 'node:crypto';
import { boundedCache } from '../base/bounded-cache.ts';
import type { SessionClaims, SessionTokens } from '../token/claims.ts';

/** A session token that was opened: authentic, perhaps expired, its role perhaps gone. */
export interface OpenSession {
  readonly claims: SessionClaims;
  /** `AWS4` + the session's secret. */
  readonly secret: KeyObject;
  /** SHA-256 of the token: names this very session in caches. */
  readonly digest: string;
  readonly accessKeyId: string;
}

export interface SessionOpener {
  open(token: string, accessKeyId: string): OpenSession | undefined;
  /** How many are remembered. */
  size(): number;
}

const SESSIONS_MAX = 20_000;

/**
 * Opens session tokens and remembers them by a digest of the whole token. An access key id alone never finds a
 * session: the same id with one altered bit of token is another entry, and that does not open.
 */
export function sessionOpener(tokens: SessionTokens, limit = SESSIONS_MAX): SessionOpener {
  const opened = boundedCache<OpenSession>({ max: Math.max(1, limit) });

  let { withdrawals } = tokens;

  return { open: openSession, size: () => opened.size };

  function openSession(token: string, accessKeyId: string): OpenSession | undefined {
    if (tokens.withdrawals !== withdrawals) {
      opened.clear();
      ({ withdrawals } = tokens);
    }
    const digest = hash('sha256', token, 'base64');
    const known = opened.get(digest);
    if (known !== undefined) return known.accessKeyId === accessKeyId ? known : undefined;

    const claims = tokens.open(token, accessKeyId);
    if (claims === undefined) return undefined;
    const secret = createSecretKey(Buffer.from(`AWS4${tokens.secretOf(token, accessKeyId)}`, 'latin1'));
    const session = { claims, secret, digest, accessKeyId };
    if (limit > 0) opened.set(digest, session);
    return session;
  }
}
