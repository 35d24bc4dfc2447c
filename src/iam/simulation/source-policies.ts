import type { PolicyIdentifier } from '../../model/generated/iam.ts';
import { readPolicy } from '../../policy/index.ts';
import type { Layers, Policy, PolicyKind } from '../../policy/types.ts';
import { AWS_READ_AS, isAwsManaged } from '../../principal/aws-managed-policies.ts';
import { findPolicy, type Shelves, shelfOf } from '../policies/find.ts';
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
  const boundary = await managed(shelves, source.record.account, boundaryArn, 'boundary');
  // A boundary that is named and gone allows nothing.
  return { identity, boundary: boundary === undefined ? [] : [simulated(boundary.policy, boundary.source)] };
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
  const documents = [...(await ownDocuments(shelves, source, isExcluded))];
  if (source.kind === 'user') {
    const { account, id } = source.record;
    const limit = await shelves.store.groups.countOf(id);
    for (const record of await shelves.store.groups.list(account, { member: id, limit })) {
      documents.push(...(await ownDocuments(shelves, { kind: 'group', record }, isExcluded)));
    }
  }
  return documents;
}

async function ownDocuments(
  shelves: Shelves,
  { kind, record }: Source,
  isExcluded: ReturnType<typeof exclusions>,
): Promise<readonly NamedDocument[]> {
  const { id, account, name: ownerName } = record;
  const inline = (await shelves.store.inline.of(id))
    .filter(({ name }) => !isExcluded({ type: 'inline', name, ownerKind: kind, ownerName }))
    .map(({ name, text }) => ({ policy: stored(text, 'identity', name), source: `${kind}_${ownerName}_${name}` }));
  const attached: NamedDocument[] = [];
  for (const { policyArn } of await shelves.store.attachments.of(id)) {
    if (isExcluded({ type: isAwsManaged(policyArn) ? 'aws-managed' : 'user-managed', arn: policyArn })) continue;
    const document = await managed(shelves, account, policyArn, 'identity');
    if (document !== undefined) attached.push(document);
  }
  return [...inline, ...attached];
}

async function managed(
  shelves: Shelves,
  account: string,
  arn: string,
  kind: PolicyKind,
): Promise<NamedDocument | undefined> {
  const record = await findPolicy(shelves, account, arn);
  const version = record && (await shelfOf(shelves, record).version(record.id, record.defaultVersion));
  return (
    record &&
    version && {
      policy: stored(version.text, isAwsManaged(arn) ? AWS_READ_AS : kind, record.name),
      source: record.name,
    }
  );
}

/** A stored document was valid when it was saved; a simulation must not drop one in silence either. */
function stored(text: string, kind: PolicyKind, name: string): Policy {
  const read = readPolicy(text, kind);
  if (!read.ok) throw new Error(`stored policy ${name} does not read: ${read.problem.message}`);
  return read.policy;
}
