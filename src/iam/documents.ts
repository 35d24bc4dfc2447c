import { compactSize, readPolicy } from '../policy/index.ts';
import type { Policy, PolicyKind } from '../policy/types.ts';
import { iamFaults } from './faults.ts';

/** Reads a policy document that a caller wants to save, or refuses it in AWS's words (policy.md 8). */
export function acceptable(text: string, kind: PolicyKind): Policy {
  const read = readPolicy(text, kind);
  if (!read.ok) throw iamFaults.MalformedPolicyDocument(read.problem.message);
  return read.policy;
}

/** Length of a document as quotas count it: without insignificant white space (policy.md 10). */
export const quotaSize = (text: string): number => compactSize(text);

/** A document as Get... answers it: every byte but RFC 3986's unreserved ones percent-encoded. */
export const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, percent);

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
