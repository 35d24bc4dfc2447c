import type { PolicyIdentifier } from '../../model/generated/iam.ts';
import { readPolicy } from '../../policy/index.ts';
import type { Layers, Policy, PolicyKind } from '../../policy/types.ts';
import { AWS_READ_AS, isAwsManaged } from '../../principal/aws-managed-policies.ts';
import { type HeldPolicy, heldPolicies, managedDocument } from '../held-policies.ts';
import type { Shelves } from '../policies/find.ts';
import { exclusions } from './exclusions.ts';
import { simulated } from './policies.ts';
import type { Source } from './policy-source.ts';

/** The policies of the source as they are at this moment, without those that the request leaves out. */
export async function policiesOf(
  shelves: Shelves,
  source: Source,
  excluded: readonly PolicyIdentifier[] | undefined,
): Promise<Pick<Layers, 'identity' | 'boundary'>> {
  const isExcluded = exclusions(excluded);
  const identity = (await documentsOf(shelves, source, isExcluded)).map(({ policy, source: name }) =>
    simulated(policy, name),
  );
  const boundaryArn = source.kind === 'group' ? undefined : source.record.boundaryArn;
  if (boundaryArn === undefined || isExcluded({ type: 'permission-boundary' })) return { identity };
  const boundary = await managedDocument(shelves, source.record.account, boundaryArn);
  // A boundary that is named and gone allows nothing.
  if (boundary === undefined) return { identity, boundary: [] };
  const policy = stored(boundary.text, readAs(boundaryArn, 'boundary'), boundary.name);
  return { identity, boundary: [simulated(policy, boundary.name)] };
}

export interface NamedDocument {
  readonly policy: Policy;
  /** As the answer names it (policy.md 9.2). */
  readonly source: string;
}

/** Inline and attached documents of a user, role or group; for a user those of its groups too. */
export async function documentsOf(
  shelves: Shelves,
  source: Source,
  isExcluded: ReturnType<typeof exclusions> = () => false,
): Promise<readonly NamedDocument[]> {
  const held = await heldPolicies(shelves, source);
  return held.filter((one) => !isExcluded(exclusionOf(one))).map(namedDocument);
}

function exclusionOf({ holder, name, arn }: HeldPolicy): Parameters<ReturnType<typeof exclusions>>[0] {
  if (arn !== undefined) return { type: isAwsManaged(arn) ? 'aws-managed' : 'user-managed', arn };
  return { type: 'inline', name, ownerKind: holder.kind, ownerName: holder.record.name };
}

function namedDocument({ holder, name, arn, text }: HeldPolicy): NamedDocument {
  if (arn === undefined)
    return { policy: stored(text, 'identity', name), source: `${holder.kind}_${holder.record.name}_${name}` };
  return { policy: stored(text, readAs(arn, 'identity'), name), source: name };
}

const readAs = (arn: string, kind: PolicyKind): PolicyKind => (isAwsManaged(arn) ? AWS_READ_AS : kind);

/** A stored document was valid when it was saved; a simulation must not drop one in silence either. */
function stored(text: string, kind: PolicyKind, name: string): Policy {
  const read = readPolicy(text, kind);
  if (!read.ok) throw new Error(`stored policy ${name} does not read: ${read.problem.message}`);
  return read.policy;
}
