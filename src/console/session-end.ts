import type { SessionClaims } from '../token/claims.ts';
import { Refused } from './refusals.ts';

/** SessionDuration in seconds (sts.md 7). */
const SECONDS = { min: 900, max: 43_200 } as const;

/**
 * When the console session ends, in seconds. Without SessionDuration with the credentials. With it, that long from now: apart
 * from the credentials' life and from the role's maximum, unless the operator forbids more than the credentials have left.
 * Only credentials of a role that nobody reached by chaining may ask: where nobody knows whether they were, they were.
 */
export function sessionEnd(
  duration: string | undefined,
  claims: SessionClaims,
  { nowSeconds, outlivesCredentials }: { readonly nowSeconds: number; readonly outlivesCredentials: boolean },
): number {
  if (duration === undefined) return claims.expiresAt;
  const seconds = /^[0-9]{1,6}$/.test(duration) ? Number(duration) : Number.NaN;
  const isInRange = seconds >= SECONDS.min && seconds <= SECONDS.max;
  const mayAsk = claims.kind === 'role' && claims.chained === 0;
  const end = nowSeconds + seconds;
  if (!isInRange || !mayAsk || (end > claims.expiresAt && !outlivesCredentials))
    throw new Refused('duration not allowed');
  return end;
}
