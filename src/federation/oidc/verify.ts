import type { Claims } from './claims.ts';
import type { Jws } from './jws.ts';
import type { KeySet } from './key-set.ts';
import type { Refusal } from './refusal.ts';
import { isSignedWith } from './signature.ts';

/** A token that reads, and says whose it is. Nothing of it is verified. */
export interface ClaimedToken {
  readonly jws: Jws;
  readonly claims: Claims;
}

/** What a token is held against. */
export interface Expected {
  readonly clientIds: readonly string[];
  readonly nowSeconds: number;
  /** By how much the clocks of issuer and server may differ. */
  readonly skewSeconds: number;
}

/** However long its issuer lets a token live, it is taken for a day (docs/decisions/web-identity.md). */
const AGE_SECONDS_MAX = 86_400;

/**
 * Verifies a token whose issuer is known by name: the one way by which a token proves anything. The signature comes first,
 * so that nobody without a token of the issuer learns which audiences are listed.
 */
export async function verifyToken({ jws, claims }: ClaimedToken, keys: KeySet, expected: Expected) {
  const key = keys.find(jws);
  if (key === undefined) return { refused: 'no-key' } as const;
  if (!(await isSignedWith(jws, key))) return { refused: 'signature' } as const;
  return wrongTime(claims, expected) ?? wrongAudience(claims, expected.clientIds);
}

function wrongTime({ exp, iat, nbf }: Claims, { nowSeconds: now, skewSeconds }: Expected): Refusal | undefined {
  if (now >= exp + skewSeconds) return { refused: 'expired', now, exp };
  if (now - iat > AGE_SECONDS_MAX + skewSeconds) return { refused: 'too-old', age: now - iat };
  if (Math.max(iat, nbf ?? iat) > now + skewSeconds) return { refused: 'too-early' };
  return undefined;
}

/**
 * Every audience has to be one of the provider's client ids, to the letter, and so has the party that asked for the token,
 * where it is named. AWS looks at `azp` alone where there is one; then whoever serves the party that asked could use its
 * tokens here (security.md D04). Of several audiences `azp` has to say which is meant (OpenID Connect Core section 3.1.3.7).
 */
function wrongAudience({ aud, azp }: Claims, clientIds: readonly string[]): Refusal | undefined {
  const known = new Set(clientIds);
  const isMeant = aud.every((one) => known.has(one)) && (azp === undefined ? aud.length === 1 : known.has(azp));
  return isMeant ? undefined : { refused: 'audience' };
}

/** The client that a token is for, as AWS answers and compares it: who asked, where that is said (sts.md 3.3). */
export const audienceOf = ({ aud, azp }: Claims): string => azp ?? aud[0]!;
