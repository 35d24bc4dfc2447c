import { statementsOf } from './document.ts';
import { awsPrincipalForm } from './principals.ts';
import type { Text } from './tree.ts';
import type { Policy } from './types.ts';

/** A principal in a document: its text and the offsets of its JSON string, quotes included. */
export interface NamedPrincipal {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Lists the AWS principals that name a user or a role, in the order of the document. They are what has to be bound to
 * unique ids when a trust policy is saved, and written as the current ARNs when it is read (policy.md 2.2).
 */
export function trustPrincipals(policy: Policy): readonly NamedPrincipal[] {
  return statementsOf(policy)
    .flatMap(({ principal, notPrincipal }) => [...(principal?.entries ?? []), ...(notPrincipal?.entries ?? [])])
    .filter(({ type, value }) => type === 'AWS' && isEntity(value))
    .map(({ value }) => ({ text: value.value, start: value.start, end: value.end }));
}

function isEntity({ value }: Text): boolean {
  const form = awsPrincipalForm(value);
  return form === 'user' || form === 'role';
}
