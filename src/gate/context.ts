import type { Clock } from '../base/clock.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Question, RequestFacts } from '../operation/operation.ts';
import type { Context, ContextValue } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import type { KnownOrganization } from '../principal/organization.ts';

/** The facts of a request that become context keys. One that a service forwarded may come from nowhere that is known. */
export interface Circumstances extends Omit<RequestFacts, 'id' | 'remoteAddress'> {
  readonly remoteAddress: string | undefined;
}

/**
 * The closed context of one question: the caller's keys, the request's, the question's own. A key is in it only if
 * it has a value; absent is not empty (policy.md 5.1). Nothing in it is a claim that was not verified.
 */
export function contextOf(
  caller: Caller,
  request: Circumstances,
  question: Question,
  { owner, clock }: { readonly owner: KnownOrganization; readonly clock: Clock },
): Context {
  const context = new Map<string, ContextValue>(caller.context);
  const nowMs = clock.now();
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined) context.set(key, { kind: 'single', value });
  };
  set('aws:currenttime', isoSecond(nowMs));
  set('aws:epochtime', String(Math.floor(nowMs / 1000)));
  set('aws:securetransport', request.secure ? 'true' : 'false');
  set('aws:sourceip', request.remoteAddress);
  set('aws:useragent', request.userAgent);
  set('aws:referer', request.referer);
  set('aws:requestedregion', request.region);
  set('aws:viaawsservice', 'false');
  set('aws:resourceaccount', question.resourceAccount ?? caller.account);
  for (const [key, value] of owner.resourceKeys) context.set(key, value);
  if (question.context !== undefined) for (const [key, value] of question.context) context.set(key, value);
  return context;
}
