import type { Policy } from '../../policy/types.ts';

type OneOrMany<T> = T | readonly T[];

/** What is known of a trust policy that was read: its principals are `*`, or lists of texts by kind. */
interface TrustDocument {
  readonly Statement: OneOrMany<{ readonly Principal: string | { readonly AWS?: OneOrMany<string> } }>;
}

/** Every distinct value under `AWS` in the principals of a trust policy that has been read and found valid. */
export function awsPrincipals(policy: Policy): ReadonlySet<string> {
  // The strict reader has accepted the text: no member stands twice, so this parser sees the same document.
  const { Statement } = JSON.parse(policy.text) as TrustDocument;
  return new Set(
    list(Statement).flatMap(({ Principal }) => (typeof Principal === 'string' ? [] : list(Principal.AWS ?? []))),
  );
}

const list = <T>(value: OneOrMany<T>): readonly T[] => (Array.isArray(value) ? value : [value as T]);
