import { hasOwnAccount, listOf, type Principal, type PrincipalElement } from './shapes.ts';

/** Where a Principal element stands. */
export interface Place {
  readonly kind: 'trust' | 'resource';
  readonly bindings?: Readonly<Record<string, string>> | undefined;
  readonly effect: 'Allow' | 'Deny';
}

/** How a policy of a resource names the caller: the strength of its grant (policy.md 6.3, 6.7). */
export type Grant = 'direct' | 'role' | 'account' | 'none';

/** The strongest way in which a Principal element names the caller. */
export function grantOf(element: PrincipalElement, caller: Principal, place: Place): Grant {
  let best: Grant = 'none';
  for (const [kind, text] of entriesOf(element)) best = stronger(best, oneGrant(kind, text, caller, place));
  return best;
}

export function stronger(a: Grant, b: Grant): Grant {
  for (const grant of ['direct', 'role', 'account'] as const) if (a === grant || b === grant) return grant;
  return 'none';
}

function entriesOf(element: PrincipalElement): [string, string][] {
  if (typeof element === 'string') return [['AWS', element]];
  const entries: [string, string][] = [];
  for (const [kind, texts] of Object.entries(element)) for (const text of listOf(texts)) entries.push([kind, text]);
  return entries;
}

function oneGrant(kind: string, text: string, caller: Principal, place: Place): Grant {
  if (kind === 'Service') return caller.type === 'service' && caller.provider === text ? 'direct' : 'none';
  if (kind === 'Federated') return isFederated(caller) && caller.provider === text ? 'direct' : 'none';
  if (kind !== 'AWS') return 'none';
  if (text === '*') return everyoneMeans(caller, place) ? 'direct' : 'none';
  if (!hasOwnAccount(caller)) return 'none';
  if (text === caller.account || text === rootArn(caller.account)) return 'account';
  const isEntity = text.startsWith('arn:aws:iam::');
  if (!isEntity) return isSession(caller) && text === caller.arn ? 'direct' : 'none';
  return namesEntity(text, caller, place) ? (caller.type === 'user' ? 'direct' : 'role') : 'none';
}

/**
 * Who `*` is. For a role it is everyone who has been authenticated (2.1). A federated login is let in by the provider's
 * name alone (6.7: principal type Federated), but a Deny of everyone keeps it out like everyone else.
 */
function everyoneMeans(caller: Principal, place: Place): boolean {
  if (place.kind === 'resource') return true;
  if (caller.type === 'anonymous') return false;
  return place.effect === 'Deny' || !isFederated(caller);
}

/** The user or role behind the caller: by unique id in a trust policy, by the text of its ARN elsewhere. */
function namesEntity(text: string, caller: Principal, place: Place): boolean {
  if (caller.type === 'root') return false;
  const kind = text.split(':')[5]?.split('/')[0];
  if (kind !== (caller.type === 'role-session' ? 'role' : 'user')) return false;
  if (place.kind === 'resource') return text === caller.entityArn;
  const bound = new Map(Object.entries(place.bindings ?? {})).get(text);
  return bound !== undefined && bound === caller.entityId;
}

/** Section 2.3: whether NotPrincipal leaves the caller out of the statement. */
export function isExempt(element: PrincipalElement, caller: Principal): boolean {
  const entries = entriesOf(element);
  const lists = (kind: string, text: string | undefined) =>
    text !== undefined && entries.some(([k, t]) => k === kind && t === text);
  if (lists('AWS', '*')) return true;
  if (caller.type === 'service') return lists('Service', caller.provider);
  if (isFederated(caller)) return lists('Federated', caller.provider);
  if (caller.type === 'anonymous') return false;
  const accountListed = lists('AWS', caller.account) || lists('AWS', rootArn(caller.account));
  if (caller.type === 'root') return accountListed;
  return accountListed && (lists('AWS', caller.arn) || lists('AWS', caller.entityArn));
}

function isSession(caller: Principal): boolean {
  return caller.type === 'role-session' || caller.type === 'federated-user';
}

function isFederated(caller: Principal): boolean {
  return caller.type === 'web-identity' || caller.type === 'saml';
}

function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}
