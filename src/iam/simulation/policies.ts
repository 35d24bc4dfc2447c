import { compile, readPolicy } from '../../policy/index.ts';
import type { CompiledPolicy, Policy, PolicyKind } from '../../policy/types.ts';
import { iamFaults } from '../faults.ts';

/** A policy that takes part in a simulation, under the name that the answer gives it (policy.md 9.2). */
export const simulated = (policy: Policy, source: string): CompiledPolicy =>
  compile(policy, { source, mode: 'simulate' });

/** Reads the documents of a request, each named by its member and its place, from 1. */
export const givenPolicies = (
  member: string,
  documents: readonly string[] | undefined,
  kind: PolicyKind,
): readonly CompiledPolicy[] =>
  (documents ?? []).map((text, i) => simulated(readInput(text, kind, `${member}.${i + 1}`), `${member}.${i + 1}`));

/** Reads a document that a request brings along. The operations declare InvalidInput for it, and no MalformedPolicyDocument. */
export function readInput(text: string, kind: PolicyKind, member: string): Policy {
  const read = readPolicy(text, kind);
  if (read.ok) return read.policy;
  const { message, line, column } = read.problem;
  throw iamFaults.InvalidInput(`Invalid policy in ${member}, line ${line}, column ${column}: ${message}`);
}

/** AWS takes one permissions boundary, as an entity has one. */
export function givenBoundary(documents: readonly string[] | undefined): readonly CompiledPolicy[] | undefined {
  if (documents === undefined || documents.length === 0) return undefined;
  if (documents.length > 1) {
    throw iamFaults.InvalidInput('PermissionsBoundaryPolicyInputList can hold one policy only.');
  }
  return givenPolicies('PermissionsBoundaryPolicyInputList', documents, 'boundary');
}
