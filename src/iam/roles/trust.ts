import { type Arn, parseArn, roleArn, userArn } from '../../base/arn.ts';
import type { Quotas } from '../../operation/quotas.ts';
import { readPolicy, sharedIssuerProblem, trustPrincipals } from '../../policy/index.ts';
import { awsPrincipalForm } from '../../policy/principals.ts';
import type { Policy } from '../../policy/types.ts';
import type { RoleRecord, TrustRecord, UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { acceptable, quotaSize } from '../documents.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { awsPrincipals } from './aws-principals.ts';

/*
 * A trust policy names users and roles by ARN and means the entities that bear those names now. So each name is bound
 * to a unique id when the policy is saved, matched by that id ever after, and shown under the name that the id bears
 * when the policy is read (policy.md 2.2). Without this, whoever may create a user could take over the trust that a
 * deleted one of the same name had.
 */

/** Reads a trust policy that a caller wants to save, or refuses it. */
export function readTrust(text: string, quotas: Quotas): Policy {
  const policy = acceptable(text, 'trust');
  const problem = sharedIssuerProblem(policy);
  if (problem !== undefined) throw iamFaults.MalformedPolicyDocument(problem.message);
  if (quotaSize(text) > quotas.trustPolicySize) throw quotaExceeded('ACLSizePerRole', quotas.trustPolicySize);
  return policy;
}

/** The policy with its principals bound. Refuses one that names somebody whom this store does not know, in any of its accounts. */
export async function boundTrust(reads: Reads, policy: Policy): Promise<TrustRecord> {
  const bindings = new Map<string, string>();
  for (const arn of awsPrincipals(policy)) {
    const id = await idOf(reads, arn);
    if (id === undefined) throw iamFaults.MalformedPolicyDocument(`Invalid principal in policy: "AWS":"${arn}"`);
    if (id !== NOT_BOUND) bindings.set(arn, id);
  }
  return { text: policy.text, bindings: Object.fromEntries(bindings) };
}

/** The text as it reads today: each bound principal under its present ARN, or as its bare id once it is gone. */
export async function renderedTrust(reads: Reads, { text, bindings }: TrustRecord): Promise<string> {
  const read = readPolicy(text, 'trust');
  if (!read.ok) throw new Error(`a stored trust policy does not read: ${read.problem.message}`);
  let rendered = '';
  let from = 0;
  for (const principal of trustPrincipals(read.policy)) {
    const id = bindings[principal.text];
    const present = id === undefined ? principal.text : await nameOf(reads, principal.text, id);
    if (present === principal.text) continue;
    rendered += text.slice(from, principal.start) + JSON.stringify(present);
    from = principal.end;
  }
  return rendered + text.slice(from);
}

/** A principal that exists and has no unique id to be bound to: an account, everybody, a session. */
const NOT_BOUND = Symbol('not bound');

/** What a principal is bound to; `undefined` where there is no such principal. */
async function idOf(reads: Reads, principal: string): Promise<string | typeof NOT_BOUND | undefined> {
  const form = awsPrincipalForm(principal);
  // A session lasts hours at most: AWS keeps its ARN as text.
  if (form === 'everyone' || form === 'session') return NOT_BOUND;
  if (form === 'account') return (await reads.accounts.byId(accountOf(principal))) && NOT_BOUND;

  const entity = form && (await named(reads, form, parseArn(principal)!));
  // Names are looked up without regard to case, but an ARN has one spelling, and a path.
  return entity?.arn === principal ? entity.id : undefined;
}

/** An account is named by its number or by the ARN of its root. The partitions of other clouds hold none of ours. */
function accountOf(principal: string): string {
  const arn = parseArn(principal);
  if (arn === undefined) return principal;
  return arn.partition === 'aws' ? arn.account : '';
}

async function named(reads: Reads, form: 'user' | 'role', { account, resource }: Arn): Promise<Known | undefined> {
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return form === 'user'
    ? withArn(userArn, await reads.users.byName(account, name))
    : withArn(roleArn, await reads.roles.byName(account, name));
}

/** An entity keeps its account for life, so the account of the ARN at saving is still the one to look in. */
async function nameOf(reads: Reads, arnAtSave: string, id: string): Promise<string> {
  const { account, resource } = parseArn(arnAtSave)!;
  const entity = resource.startsWith('user/')
    ? withArn(userArn, await reads.users.byId(account, id))
    : withArn(roleArn, await reads.roles.byId(account, id));
  return entity?.arn ?? id;
}

interface Known {
  readonly arn: string;
  readonly id: string;
}

const withArn = (arn: typeof userArn, entity: UserRecord | RoleRecord | undefined): Known | undefined =>
  entity && { arn: arn(entity.account, entity.path, entity.name), id: entity.id };
