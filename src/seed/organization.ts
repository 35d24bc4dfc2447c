import type { Entropy } from '../base/entropy.ts';
import { base32 } from '../base/identifiers.ts';
import { FULL_ACCESS, UNIT_DEPTH_MAX } from '../principal/organization.ts';
import type { ControlPolicy, OrganizationRecord, OrganizationUnit } from '../store/account-records.ts';
import { compacted } from './json-text.ts';
import type { OrganizationSeed, Seed, UnitSeed } from './schema.ts';
import { each, SeedRefusal, type Work } from './work.ts';
import type { Path } from './yaml.ts';

/**
 * Makes the organisation be as the seed says, whole: what stands in the seed is all there is of it. Its ids are kept where it
 * has some and the seed names none, since policies compare them.
 */
export async function bringOrganization({ read, tx, tools, changes }: Work, wanted: Seed['organization']) {
  if (wanted === undefined) return;
  const found = (await tx.organizations.list())[0];
  if (wanted === null) {
    if (found === undefined) return;
    await tx.remove.organization(found.id);
    changes.push({ sign: '-', account: found.managementAccount, what: 'organization' });
    return;
  }

  const record = recordOf(wanted, found, (path) => read.document(path), tools.entropy);
  for (const account of Object.keys(record.places)) {
    if ((await tx.accounts.byId(account)) === undefined)
      throw new SeedRefusal(['organization'], `account ${account} is not in this store`);
  }
  const account = record.managementAccount;
  if (found === undefined) changes.push({ sign: '+', account, what: 'organization' });
  else {
    const details = PARTS.filter((part) => JSON.stringify(found[part]) !== JSON.stringify(record[part]));
    if (details.length === 0) return;
    const detail = details.map((part) => WORDS[part]).join(', ');
    changes.push({ sign: '~', account, what: 'organization', detail });
    if (found.id !== record.id) await tx.remove.organization(found.id);
  }
  await tx.put.organization(record);
}

const WORDS = {
  id: 'id',
  managementAccount: 'management-account',
  rootId: 'root',
  units: 'units',
  policies: 'policies',
  places: 'accounts',
  attached: 'attached policies',
  delegatedAdministrators: 'delegated-administrators',
  features: 'features',
} as const;
const PARTS = Object.keys(WORDS) as (keyof OrganizationRecord)[];

/** The record that a seed means. What has an id keeps it: units by their place and name, policies by kind and name. */
function recordOf(
  wanted: OrganizationSeed,
  found: OrganizationRecord | undefined,
  document: (path: Path) => string,
  entropy: Entropy,
): OrganizationRecord {
  const at: Path = ['organization'];
  const managementAccount = wanted['management-account'];
  const id = wanted.id ?? found?.id ?? `o-${letters(entropy, 10)}`;
  const rootId = wanted.root?.id ?? found?.rootId ?? `r-${letters(entropy, 4)}`;

  const policies: ControlPolicy[] = [];
  for (const [name, { type }, path] of each([...at, 'policies'], wanted.policies)) {
    if (name === FULL_ACCESS.name)
      throw new SeedRefusal(path, `${name} is AWS's own: it is there without being written`);
    const before = found?.policies.find((policy) => policy.name === name && policy.type === type);
    policies.push({
      id: before?.id ?? `p-${letters(entropy, 10)}`,
      type,
      name,
      text: compacted(document([...path, 'document'])),
    });
  }

  const units: OrganizationUnit[] = [];
  const places = new Map<string, string>();
  const attached = new Map<string, readonly string[]>();
  const ids = new Set<string>();
  place(wanted.root ?? {}, rootId, [...at, 'root'], 0);
  // The account that manages an organisation stands in it, at the root where nothing else is said.
  if (!places.has(managementAccount)) places.set(managementAccount, rootId);

  for (const [i, account] of (wanted['delegated-administrators'] ?? []).entries()) {
    if (!places.has(account) || account === managementAccount)
      throw new SeedRefusal(
        [...at, 'delegated-administrators', i],
        `account ${account} is no member of the organization`,
      );
  }
  return {
    id,
    managementAccount,
    rootId,
    units,
    policies: policies.sort(byId),
    places: sorted(places),
    attached: sorted(attached),
    delegatedAdministrators: [...new Set(wanted['delegated-administrators'] ?? [])].sort(),
    features: [...new Set(wanted.features ?? [])].sort(),
  };

  function place(unit: UnitSeed, unitId: string, path: Path, depth: number): void {
    if (depth > UNIT_DEPTH_MAX) throw new SeedRefusal(path, `units stand in each other at most ${UNIT_DEPTH_MAX} deep`);
    if (ids.has(unitId)) throw new SeedRefusal([...path, 'id'], `two units have the id ${unitId}`);
    ids.add(unitId);
    attach(unitId, unit.policies, [...path, 'policies']);
    for (const [account, member, where] of each([...path, 'accounts'], unit.accounts)) {
      if (places.has(account)) throw new SeedRefusal(where, `account ${account} stands in two places`);
      places.set(account, unitId);
      attach(account, member.policies, [...where, 'policies']);
    }
    for (const [name, child, where] of each([...path, 'units'], unit.units)) {
      const before = found?.units.find((one) => one.parent === unitId && one.name === name);
      const childId = child.id ?? before?.id ?? `ou-${rootId.slice(2)}-${letters(entropy, 8)}`;
      units.push({ id: childId, name, parent: unitId });
      place(child, childId, where, depth + 1);
    }
  }

  function attach(to: string, names: readonly string[] | undefined, path: Path): void {
    const attachedIds = (names ?? []).map((name, i) => {
      const policy = name === FULL_ACCESS.name ? FULL_ACCESS : policies.find((one) => one.name === name);
      if (policy === undefined) throw new SeedRefusal([...path, i], `no such control policy: \`${name}\``);
      return policy.id;
    });
    if (attachedIds.length > 0) attached.set(to, [...new Set(attachedIds)].sort());
  }
}

const byId = (a: ControlPolicy, b: ControlPolicy): number => (a.id < b.id ? -1 : 1);

const sorted = <Value>(entries: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Lower-case letters and digits, as the ids of an organisation have them. */
const letters = (entropy: Entropy, count: number): string => base32(entropy.bytes(count)).slice(0, count).toLowerCase();
