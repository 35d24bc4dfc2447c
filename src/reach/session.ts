import type { Context, ContextValue } from '../policy/types.ts';

/**
 * What a session of a role has to be, so that it can do what comes after: chosen by whoever assumes the role. Nothing else of
 * a session matters to what comes after.
 */
export interface Session {
  readonly name: Facet;
  /** A session that has one hands it on to every later one. */
  readonly sourceIdentity: Facet;
  /** Session tags, by their keys in lower case; others are free. */
  readonly tags: ReadonlyMap<string, Facet>;
  /** What the identity provider says, by context key in lower case. */
  readonly claims: Context;
}

/** What a part of a session has to be. `otherThan`: there, and none of these. */
export type Facet = 'free' | 'absent' | { readonly is: string } | { readonly otherThan: readonly string[] };

export const ANY: Session = { name: 'free', sourceIdentity: 'free', tags: new Map(), claims: new Map() };

/** A name for each session that is wanted: two that want the same have one. */
export const textOf = ({ name, sourceIdentity, tags, claims }: Session): string =>
  JSON.stringify([name, sourceIdentity, [...tags].sort(byKey), [...claims].sort(byKey)]);

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** A value that meets it; `undefined` where none is needed. */
export function exampleOf(facet: Facet, usual: string): string | undefined {
  if (typeof facet === 'string') return undefined;
  if ('is' in facet) return facet.is;
  return [usual, `${usual}-2`, `${usual}-3`].find((value) => !facet.otherThan.includes(value));
}

/** The facet that both ask for; `undefined` where no session can be both. */
export function meet(one: Facet, other: Facet): Facet | undefined {
  if (one === 'free') return other;
  if (other === 'free') return one;
  if (one === 'absent' || other === 'absent') return one === other ? one : undefined;
  if ('is' in one) return accepts(other, one.is) ? one : undefined;
  if ('is' in other) return accepts(one, other.is) ? other : undefined;
  return { otherThan: [...new Set([...one.otherThan, ...other.otherThan])] };
}

/** Whether a value meets it. */
export function accepts(facet: Facet, value: string): boolean {
  if (typeof facet === 'string') return facet === 'free';
  return 'is' in facet ? facet.is === value : !facet.otherThan.includes(value);
}

/** The context keys by which a request asks for such a session, as far as its values are settled. */
export function settledIn({ name, sourceIdentity, tags, claims }: Session): Map<string, ContextValue> {
  const settled = new Map<string, ContextValue>(claims);
  const set = (key: string, facet: Facet) => {
    if (typeof facet === 'object' && 'is' in facet) settled.set(key, { kind: 'single', value: facet.is });
  };
  set('sts:rolesessionname', name);
  set('sts:sourceidentity', sourceIdentity);
  for (const [key, facet] of tags) set(`aws:requesttag/${key}`, facet);
  return settled;
}

/** What a request key has to be for such a session. */
export function facetOf({ name, sourceIdentity, tags }: Session, key: string): Facet {
  if (key === 'sts:rolesessionname') return name;
  if (key === 'sts:sourceidentity') return sourceIdentity;
  return key.startsWith('aws:requesttag/') ? (tags.get(key.slice('aws:requesttag/'.length)) ?? 'free') : 'free';
}

/** Request keys that have to be there, whatever their values are. */
export function requiredFor(session: Session): Context {
  const keys = ['sts:sourceidentity', ...[...session.tags.keys()].map((key) => `aws:requesttag/${key}`)];
  const there = keys.filter((key) => typeof facetOf(session, key) === 'object');
  return new Map(there.map((key) => [key, { kind: 'single', value: '' }]));
}
