import type { Context, ContextValue } from '../policy/types.ts';
import type { Domain } from './puzzle.ts';
import { accepts, exampleOf, facetOf, requiredFor, type Session } from './session.ts';
import type { Someone } from './someone.ts';

/** What a request brings along that its sender chooses, or that hangs on where they are. */
const REQUEST_KEYS = new Set([
  'aws:securetransport',
  'aws:sourceip',
  'aws:useragent',
  'aws:referer',
  'aws:requestedregion',
  'sts:externalid',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'aws:tagkeys',
  'sts:transitivetagkeys',
]);
const REQUEST_TAG = 'aws:requesttag/';
/** A user has them or not, by how they signed in. */
const MFA_KEYS = new Set(['aws:multifactorauthpresent', 'aws:multifactorauthage', 'aws:tokenissuetime']);
/** What a provider says of whom it vouches for, under names of its own. */
const isClaim = (key: string): boolean => !/^(?:aws|sts|iam):/.test(key) && key.includes(':');

export const isRequestKey = (key: string): boolean => REQUEST_KEYS.has(key) || key.startsWith(REQUEST_TAG);

/** Keys of the session of a role that the identity provider gave it which vouched for whoever assumed it. */
export const isClaimKey = (key: string): boolean => isClaim(key) || key === 'aws:federatedprovider';

/** Which keys are open for somebody who asks us for a role: our requests have no others (policy.md 6.7, sts.md 5.5). */
export function openToUs(someone: Someone, hasClaims: boolean): (key: string) => boolean {
  switch (someone.kind) {
    case 'user':
      return (key) => isRequestKey(key) || MFA_KEYS.has(key);
    case 'role':
      return (key) => isRequestKey(key) || (hasClaims && isClaimKey(key));
    case 'web-identity':
    case 'saml':
      return (key) => isRequestKey(key) || isClaim(key);
    default:
      return () => true;
  }
}

/** Which keys are open for a request to another service: all but those that follow from who asks and whose the resource is. */
export function openToOthers(someone: Someone, hasClaims: boolean): (key: string) => boolean {
  if (someone.kind !== 'user' && someone.kind !== 'role' && someone.kind !== 'root') return () => true;
  return (key) => {
    if (isClaimKey(key) && someone.kind === 'role') return hasClaims;
    if (MFA_KEYS.has(key)) return someone.kind !== 'role';
    return !PRINCIPALS_OWN.test(key);
  };
}

const PRINCIPALS_OWN =
  /^aws:(?:principal.*|userid|username|federatedprovider|sourceidentity|assumedroot|resourceaccount|resourceorg.*)$/;

/** What the keys of our own requests can be, by what their parameters take, for a session as is wanted. A key that is not here can be anything. */
export function domainOf(key: string, wanted: Session): Domain {
  const domain = key.startsWith(REQUEST_TAG) ? tagText : (domains.get(key) ?? anyText);
  const facet = facetOf(wanted, key);
  if (facet === 'free' || facet === 'absent') return domain;
  return { ...domain, mayBeAbsent: false, isValid: (value) => domain.isValid(value) && accepts(facet, value) };
}

const anyText: Domain = { mayBeAbsent: true, usual: ['any-value'], isValid: () => true, kind: 'either' };
const tagText: Domain = { ...anyText, kind: 'single' };
const text = (pattern: RegExp, usual: readonly string[], mayBeAbsent: boolean): Domain => ({
  ...{ mayBeAbsent, usual, kind: 'single' },
  isValid: (value) => pattern.test(value),
});
const NAME = /^[\w+=,.@-]{2,64}$/;
const truth = (mayBeAbsent: boolean) => text(/^(?:true|false)$/, ['true', 'false'], mayBeAbsent);

export const SESSION_NAME = 'any-session';
const ADDRESS = '198.51.100.77';
const REGION = 'us-east-1';

const domains: ReadonlyMap<string, Domain> = new Map([
  ['aws:securetransport', truth(false)],
  ['aws:sourceip', text(/^[0-9a-fA-F.:]+$/, [ADDRESS], false)],
  ['aws:useragent', text(/^[\x20-\x7e]{1,1024}$/, ['any-agent'], true)],
  ['aws:referer', text(/^[\x21-\x7e]{1,1024}$/, ['https://any.example'], true)],
  ['aws:requestedregion', text(/^[a-z]{2,}(?:-[a-z]+)+-[0-9]{1,2}$/, [REGION], false)],
  ['sts:externalid', text(/^[\w+=,.@:/-]{2,1224}$/, ['any-external-id'], true)],
  ['sts:rolesessionname', text(NAME, [SESSION_NAME], false)],
  ['sts:sourceidentity', text(NAME, ['any-identity'], true)],
  ['aws:sourceidentity', text(NAME, ['any-identity'], true)],
  ['aws:multifactorauthpresent', truth(true)],
  ['aws:multifactorauthage', text(/^[0-9]{1,9}$/, ['0', '60'], true)],
  ['aws:tokenissuetime', text(/^[0-9TZ:-]+$/, [], true)],
  ['aws:tagkeys', { mayBeAbsent: true, usual: ['any-tag'], isValid: (value) => value !== '', kind: 'multi' }],
  ['sts:transitivetagkeys', { mayBeAbsent: true, usual: ['any-tag'], isValid: (value) => value !== '', kind: 'multi' }],
]);

const single = (value: string): ContextValue => ({ kind: 'single', value });

/** The context that a request to us has whose sender chooses this of it; `undefined` where no request can have it so. */
export function completeForUs(chosen: Context, known: Context, wanted: Session): Context | undefined {
  const context = new Map(chosen);
  const value = (key: string) => context.get(key) ?? known.get(key);
  const lack = (key: string, usual: string) => {
    if (value(key) === undefined) context.set(key, single(usual));
  };
  lack('sts:rolesessionname', exampleOf(wanted.name, SESSION_NAME) ?? SESSION_NAME);
  lack('aws:sourceip', ADDRESS);
  lack('aws:securetransport', 'true');
  lack('aws:requestedregion', REGION);

  for (const key of requiredFor(wanted).keys()) {
    const usual = exampleOf(facetOf(wanted, key), key === 'sts:sourceidentity' ? ANY_IDENTITY : ANY_TAG);
    if (usual !== undefined) lack(key, usual);
  }
  if (context.has('aws:multifactorauthage')) {
    const present = context.get('aws:multifactorauthpresent');
    if (present !== undefined && textIn(present) !== 'true') return undefined;
    context.set('aws:multifactorauthpresent', single('true'));
  }
  const whole = withTagKeys(context, known);
  // A tag that the session must not have cannot be passed.
  const isUnwanted = (key: string) => facetOf(wanted, key) === 'absent';
  return whole === undefined || [...whole.keys()].some(isUnwanted) ? undefined : whole;
}

/** Stand for what no policy speaks of. */
const ANY_IDENTITY = 'any-identity';
const ANY_TAG = 'any-value';

/** Tags, their keys, and those of them that go on belong together. */
function withTagKeys(context: Map<string, ContextValue>, known: Context): Context | undefined {
  const tagged = [...known.keys(), ...context.keys()]
    .filter((key) => key.startsWith(REQUEST_TAG))
    .map((key) => key.slice(REQUEST_TAG.length));
  const named = textsIn(context.get('aws:tagkeys'));
  const transitive = textsIn(context.get('sts:transitivetagkeys'));
  const all = new Map([...tagged, ...transitive, ...named].map((key) => [key.toLowerCase(), key]));
  if (named.length > 0 && all.size > new Set(named.map((key) => key.toLowerCase())).size) return undefined;
  if (all.size === 0) return context;
  context.set('aws:tagkeys', { kind: 'multi', values: [...all.values()] });
  for (const key of all.keys()) {
    const name = REQUEST_TAG + key;
    if (!context.has(name) && !known.has(name)) context.set(name, single('any-value'));
  }
  return context;
}

const textIn = (value: ContextValue): string => (value.kind === 'single' ? value.value : value.values.join());
const textsIn = (value: ContextValue | undefined): readonly string[] =>
  value === undefined ? [] : value.kind === 'multi' ? value.values : [value.value];

export const asksForTags = (context: Context): boolean =>
  context.has('aws:tagkeys') || [...context.keys()].some((key) => key.startsWith(REQUEST_TAG));
export const asksForSourceIdentity = (context: Context): boolean => context.has('sts:sourceidentity');
