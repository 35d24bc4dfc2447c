import { compile, readPolicy } from '../policy/index.ts';
import type { CompiledPolicy, Context, ContextValue, Layers } from '../policy/types.ts';
import type { ControlPolicy, OrganizationRecord } from '../store/account-records.ts';
import type { CompiledPolicies } from './compiled-policies.ts';

/** What its organisation says of an account: levels of policy around its principals and its resources, and context keys. */
export interface KnownOrganization {
  /** Service control policies, from the root to the account. Absent: nothing limits the account's principals. */
  readonly scp: Layers['scp'];
  /** Resource control policies. Absent: nothing limits who may use the account's resources. */
  readonly rcp: Layers['rcp'];
  /** The keys that a principal of the account brings: `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`. */
  readonly principalKeys: Context;
  /** The keys that a resource of the account brings: `aws:ResourceOrgID`, `aws:ResourceOrgPaths`. */
  readonly resourceKeys: Context;
}

/** An account of no organisation: one object for all, so that who has none pays for none. */
export const ALONE: KnownOrganization = {
  scp: undefined,
  rcp: undefined,
  principalKeys: new Map(),
  resourceKeys: new Map(),
};

/** Units stand in units, five deep (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html). */
export const UNIT_DEPTH_MAX = 5;

/** AWS's own control policy, which stands at every place where no other service control policy was put in its stead. */
export const FULL_ACCESS: ControlPolicy = {
  id: 'p-FullAWSAccess',
  type: 'service',
  name: 'FullAWSAccess',
  text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
};

/** Whether the account has a place in the organisation. The management account always has. */
export const isMember = ({ managementAccount, places }: OrganizationRecord, account: string): boolean =>
  account === managementAccount || Object.hasOwn(places, account);

/** Compiles what an organisation says of one of its accounts. */
export function knownOrganization(
  organization: OrganizationRecord,
  account: string,
  policies: CompiledPolicies,
): KnownOrganization {
  // Nothing limits the management account (policy.md 6.2), or nobody could undo a policy that locks everybody out.
  const isLimited = account !== organization.managementAccount;
  const path = multi([`${[organization.id, ...unitsAbove(organization, account)].join('/')}/`]);
  const id: ContextValue = { kind: 'single', value: organization.id };
  return {
    scp: isLimited
      ? serviceLevels(organization, account).map((level) =>
          level.map(({ text, name }) => policies.managed(text, 'scp', name)),
        )
      : undefined,
    rcp: isLimited ? resourceLevels(organization, account, policies) : undefined,
    principalKeys: new Map([
      ['aws:principalorgid', id],
      ['aws:principalorgpaths', path],
    ]),
    resourceKeys: new Map([
      ['aws:resourceorgid', id],
      ['aws:resourceorgpaths', path],
    ]),
  };
}

/** The service control policies over an account: a level for the root, each unit, the account. */
export const serviceLevels = (
  organization: OrganizationRecord,
  account: string,
): readonly (readonly ControlPolicy[])[] =>
  levels(organization, account, 'service').map((level) => (level.length === 0 ? [FULL_ACCESS] : level));

/** AWS attaches RCPFullAWSAccess to every place for good, so these policies can only take away. A place without any says nothing. */
const resourceLevels = (organization: OrganizationRecord, account: string, policies: CompiledPolicies): Layers['rcp'] =>
  levels(organization, account, 'resource')
    .filter((level) => level.length > 0)
    .map((level) => [EVERYBODY, ...level.map(({ text, name }) => policies.managed(text, 'rcp', name))]);

function levels(
  organization: OrganizationRecord,
  account: string,
  type: ControlPolicy['type'],
): readonly (readonly ControlPolicy[])[] {
  const byId = new Map([FULL_ACCESS, ...organization.policies].map((policy) => [policy.id, policy]));
  return [...unitsAbove(organization, account), account].map((place) =>
    attachedTo(organization, place)
      .map((id) => byId.get(id) ?? broken(organization, `policy ${id} is not in it`))
      .filter((policy) => policy.type === type),
  );
}

const attachedTo = ({ attached }: OrganizationRecord, place: string): readonly string[] =>
  Object.hasOwn(attached, place) ? attached[place]! : [];

/** The ids of the root and of the units down to the account. */
function unitsAbove(organization: OrganizationRecord, account: string): readonly string[] {
  const { rootId, units, places } = organization;
  const path: string[] = [];
  for (let at = Object.hasOwn(places, account) ? places[account]! : rootId; at !== rootId; ) {
    const unit = units.find(({ id }) => id === at);
    // A place that hangs in the air would be under no policy: an error, not freedom.
    if (unit === undefined || path.length === UNIT_DEPTH_MAX)
      return broken(organization, `unit ${at} leads to no root`);
    path.unshift(at);
    at = unit.parent;
  }
  return [rootId, ...path];
}

function broken({ id }: OrganizationRecord, what: string): never {
  throw new Error(`organization ${id} does not hold together: ${what}`);
}

const multi = (values: readonly string[]): ContextValue => ({ kind: 'multi', values });

const EVERYBODY: CompiledPolicy = everybody();

function everybody(): CompiledPolicy {
  const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
  // Read as any resource policy is: what a customer writes as RCP may not allow.
  const read = readPolicy(text, 'resource');
  if (!read.ok) throw new Error(read.problem.message);
  return compile(read.policy, { source: 'RCPFullAWSAccess' });
}
