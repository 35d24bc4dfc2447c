import { asciiLower } from '../base/ascii.ts';
import type { ContextValue } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import { wrong } from './faults.ts';
import type { ReadQuestion } from './read-question.ts';

/**
 * The keys of `aws:` that only the service can know (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html):
 * what the request is about, and the private network that it came by. All others are about the principal, the session, the
 * time and the connection, and are ours: a service that could say them could say that anybody has used MFA.
 */
const AWS_KEYS: ReadonlyMap<string, ContextValue['kind']> = new Map([
  ['aws:tagkeys', 'multi'],
  ['aws:sourcevpc', 'single'],
  ['aws:sourcevpcarn', 'single'],
  ['aws:sourcevpce', 'single'],
  ['aws:vpceaccount', 'single'],
  ['aws:vpceorgid', 'single'],
  ['aws:vpceorgpaths', 'multi'],
  ['aws:vpcsourceip', 'single'],
]);

/** Keys with a tag's name at their end. */
const AWS_TAGS = ['aws:resourcetag/', 'aws:requesttag/'];

/**
 * The condition keys that a service says, within its rights: keys of its own namespace, which is the one of its actions or
 * of its name, and those of `aws:` above. Throws the name of any other.
 */
export function serviceContext({
  context = {},
  service,
  action,
}: Pick<ReadQuestion, 'context' | 'service' | 'action'>): ReadonlyMap<string, ContextValue> {
  const namespaces = new Set([service, action.slice(0, action.indexOf(':'))]);
  const keys = new Map<string, ContextValue>();
  for (const [name, said] of Object.entries(context)) {
    const key = asciiLower(name);
    if (keys.has(key)) throw wrong(`\`context\` says \`${name}\` twice: the case of a key means nothing`);
    keys.set(key, valueSaid(name, said, kindOf(key, namespaces)));
  }
  return keys;
}

/** Throws where a service says a key that the credentials brought along: those of an identity provider have any name. */
export function assertOwnKeys(keys: ReadonlyMap<string, ContextValue>, caller: Caller): void {
  for (const key of keys.keys()) {
    if (caller.context.has(key)) throw wrong(`\`context\` says \`${key}\`, which the credentials themselves say`);
  }
}

/** What a key takes; `any` where it is the service's own and nobody else knows. */
function kindOf(key: string, namespaces: ReadonlySet<string>): ContextValue['kind'] | 'any' {
  const kind = AWS_KEYS.get(key);
  if (kind !== undefined) return kind;
  if (AWS_TAGS.some((start) => key.startsWith(start) && key.length > start.length)) return 'single';
  const namespace = key.slice(0, key.indexOf(':'));
  // Keys of identity providers begin with a host name, or with `saml`: no service may take one for its own name.
  const isTaken = namespace === 'aws' || namespace === 'saml' || namespace.includes('.');
  if (!isTaken && namespaces.has(namespace)) return 'any';
  throw wrong(`\`context\` says \`${key}\`, which is not the service's to say`);
}

function valueSaid(name: string, said: string | readonly string[], kind: ContextValue['kind'] | 'any'): ContextValue {
  if (typeof said === 'string') {
    return kind === 'multi' ? { kind, values: [said] } : { kind: 'single', value: said };
  }
  if (kind === 'single') throw wrong(`\`context\` gives \`${name}\` a list: it has one value`);
  return { kind: 'multi', values: said };
}
