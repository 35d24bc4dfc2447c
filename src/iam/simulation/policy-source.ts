import { type Arn, parseArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import { common } from '../../model/fault.ts';
import type { PolicyIdentifier } from '../../model/generated/iam.ts';
import type { Given } from '../../operation/operation.ts';
import { readPolicy } from '../../policy/index.ts';
import type { Context, ContextValue, Layers, Policy, PolicyKind } from '../../policy/types.ts';
import { AWS_READ_AS, isAwsManaged } from '../../principal/aws-managed-policies.ts';
import { userCaller } from '../../principal/callers.ts';
import type { RoleRecord, UserRecord } from '../../store/records.ts';
import { iamFaults } from '../faults.ts';
import { noSuch, roles, users } from '../noun.ts';
import { findPolicy, type Shelves, shelfOf } from '../policies/find.ts';
import { exclusions } from './exclusions.ts';
import { simulated } from './policies.ts';
import { namedCaller, type SimulatedCaller } from './simulated-caller.ts';

/** What PolicySourceArn may name. Groups do not exist here yet, so one is never found. */
export interface SourceName {
  readonly kind: 'user' | 'role' | 'group';
  readonly account: string;
  readonly name: string;
}

/** A user or role whose policies are looked at. */
export type Source =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'role'; readonly record: RoleRecord };

interface Named {
  readonly PolicySourceArn: string;
}

/** `check`: reads the ARN. AWS finds its owner by name and looks at no path (policy.md 9.4). */
export function readSource({ input }: Pick<Given<Named>, 'input'>): SourceName {
  const arn = parseArn(input.PolicySourceArn);
  if (arn === undefined) throw common.ValidationError('Invalid ARN:  Could not be parsed!');
  const [, kind, name] = /^(user|role|group)\/(?:.*\/)?([^/]+)$/.exec(arn.resource) ?? [];
  if (!isOfIam(arn) || name === undefined) throw iamFaults.InvalidInput(`ARN ${input.PolicySourceArn} is not valid.`);
  return { kind: kind as SourceName['kind'], account: arn.account, name };
}

const isOfIam = ({ service, region, account }: Arn): boolean =>
  service === 'iam' && region === '' && /^[0-9]{12}$/.test(account);

/** `load`: finds it in the caller's own account and nowhere else. */
export async function findSource({ input, caller, store }: Given<Named>): Promise<Source | undefined> {
  const { kind, account, name } = readSource({ input });
  if (account !== caller.account || kind === 'group') return undefined;
  if (kind === 'user') {
    const record = await users.byName(store, account, name);
    return record && { kind, record };
  }
  const record = await roles.byName(store, account, name);
  return record && { kind, record };
}

/** The stored ARN; for what is not found, the one it would have under the path `/`. */
export function sourceArn(found: Source | undefined, { kind, account, name }: SourceName): string {
  if (found === undefined) return `arn:aws:iam::${account}:${kind}/${name}`;
  return found.kind === 'user' ? ownArn(users, found.record) : ownArn(roles, found.record);
}

const ownArn = ({ arn }: Pick<typeof users, 'arn'>, { account, path, name }: UserRecord | RoleRecord): string =>
  arn(account, path, name);

export function presentSource(found: Source | undefined, { kind, name }: SourceName): Source {
  if (found !== undefined) return found;
  throw kind === 'group'
    ? iamFaults.NoSuchEntity(`The group with name ${name} cannot be found.`)
    : noSuch(kind === 'user' ? users : roles, name);
}

/** The caller that the source itself is: a user with its keys and tags, a role as any session of it would be. */
export function callerOf(source: Source, arn: string): SimulatedCaller {
  if (source.kind === 'user') return userCaller('', { record: source.record, arn, policies: { identity: [] } });
  const caller = namedCaller(arn);
  const tags = source.record.tags.map(
    ({ key, value }) => [`aws:principaltag/${asciiLower(key)}`, single(value)] as const,
  );
  const context: Context = new Map([...caller.context, ...tags]);
  return { principal: { ...caller.principal, entityId: source.record.id }, context };
}

const single = (value: string): ContextValue => ({ kind: 'single', value });

/** The policies of the source as they are at this moment, without those that the request leaves out. */
export async function policiesOf(
  shelves: Shelves,
  { kind, record }: Source,
  excluded: readonly PolicyIdentifier[] | undefined,
): Promise<Pick<Layers, 'identity' | 'boundary'>> {
  const isExcluded = exclusions(excluded);
  const identity = (await documentsOf(shelves, { kind, record } as Source, isExcluded)).map(({ policy, source }) =>
    simulated(policy, source),
  );
  const { boundaryArn, account } = record;
  if (boundaryArn === undefined || isExcluded({ type: 'permission-boundary' })) return { identity };
  const boundary = await managed(shelves, account, boundaryArn, 'boundary');
  // A boundary that is named and gone allows nothing.
  return { identity, boundary: boundary === undefined ? [] : [simulated(boundary.policy, boundary.source)] };
}

export interface NamedDocument {
  readonly policy: Policy;
  /** As the answer names it (policy.md 9.2). */
  readonly source: string;
}

/** Inline and attached documents of a user or role. */
export async function documentsOf(
  shelves: Shelves,
  { kind, record }: Source,
  isExcluded: ReturnType<typeof exclusions> = () => false,
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
