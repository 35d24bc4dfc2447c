import type { CredentialProvider, Credentials } from './connection.ts';

/** AWS's clients renew a quarter of an hour before the end, and insist ten minutes before it (sts.md 10.1). */
const RENEW_MS = 15 * 60_000;
const INSIST_MS = 10 * 60_000;
/** After a renewal that failed while the credentials still hold. */
const PAUSE_MS = 60_000;

/**
 * Gives credentials that renew themselves: a provider as the AWS SDKs take it. However many ask at once, one asks for them. A
 * renewal that fails is forgiven while the credentials are good for ten minutes. Of a session that is short from the start the
 * last half counts as near its end, else one of 15 minutes would be renewed at each call.
 */
export function renewing(get: () => Promise<Credentials>, now: () => number = Date.now): CredentialProvider {
  let held: { readonly credentials: Credentials; readonly heldSinceMs: number } | undefined;
  let pending: Promise<Credentials> | undefined;
  let notBeforeMs = 0;

  const renew = (): Promise<Credentials> => {
    pending ??= get()
      .then((credentials) => {
        held = { credentials, heldSinceMs: now() };
        return credentials;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  };

  return async () => {
    const need = held === undefined ? 'now' : needOf(held.credentials, held.heldSinceMs, now());
    if (held === undefined || need === 'now') return renew();
    const { credentials } = held;
    if (need === 'none' || pending !== undefined || now() < notBeforeMs) return credentials;
    try {
      return await renew();
    } catch {
      notBeforeMs = now() + PAUSE_MS;
      return credentials;
    }
  };
}

/** Whether credentials are to be renewed: not yet, while they hold, or before they are used. */
export function needOf({ expiration }: Credentials, heldSinceMs: number, nowMs: number): 'none' | 'soon' | 'now' {
  if (expiration === undefined) return 'none';
  const endsMs = expiration.getTime();
  const lifeMs = endsMs - heldSinceMs;
  const leftMs = endsMs - nowMs;
  if (leftMs <= Math.min(INSIST_MS, lifeMs / 3)) return 'now';
  return leftMs <= Math.min(RENEW_MS, lifeMs / 2) ? 'soon' : 'none';
}
