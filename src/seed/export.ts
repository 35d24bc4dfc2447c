import { stringify } from 'yaml';
import { asciiLower } from '../base/ascii.ts';
import { parsePolicyArn } from '../iam/policies/arn.ts';
import { FULL_ACCESS } from '../principal/organization.ts';
import type { OrganizationRecord } from '../store/account-records.ts';
import type { Tag } from '../store/records.ts';
import type { Reads } from '../store/store.ts';
import type { SecretBox } from '../token/secret-box.ts';
import { accessKeysIn, mfaDevicesIn } from './export-credentials.ts';
import { liveTrust } from './export-trust.ts';
import { documentValue } from './json-text.ts';
import { passwordPolicySeed } from './password-policy.ts';
import { MANY } from './principals.ts';

/** What a seed is written with: what is not there is not written. */
type Written = Readonly<Record<string, unknown>>;

/**
 * Writes a store as a seed, in an order that does not change: names by letter, documents as they were saved. Unique ids are
 * not in it, and whom a role trusts is written as ARNs. Without `secrets` neither is anything that signs in: keys, passwords,
 * MFA devices.
 */
export async function exportSeed(
  reads: Reads,
  { account, secrets }: { readonly account?: string | undefined; readonly secrets?: SecretBox | undefined },
): Promise<string> {
  const accounts = (await reads.accounts.list()).map(({ id }) => id).sort();
  const wanted = account === undefined ? accounts : accounts.filter((id) => id === account);
  const written: [string, unknown][] = [];
  for (const id of wanted) written.push([id, await accountIn(reads, id, secrets)]);
  // One account of several is written without the organisation that others stand in too.
  const organization = account === undefined ? (await reads.organizations.list())[0] : undefined;
  const seed = {
    rolecall: 1,
    accounts: mapping(written),
    ...(organization && { organization: organizationIn(organization) }),
  };
  // Quoted is what other readers of YAML would take for a date or for no.
  return stringify(seed, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2', compat: 'yaml-1.1' });
}

async function accountIn(reads: Reads, account: string, secrets: SecretBox | undefined): Promise<Written> {
  const settings = await reads.accountSettings.of(account);
  const { passwordPolicy } = settings ?? {};
  const page = { limit: MANY };
  return only({
    alias: settings?.alias,
    'password-policy': passwordPolicy && passwordPolicySeed(passwordPolicy),
    root: some(
      only({
        'access-keys': secrets && (await accessKeysIn(reads, account, undefined, secrets)),
        'mfa-devices': secrets && some(await mfaDevicesIn(reads, account, account, secrets)),
      }),
    ),
    policies: await entries(await reads.policies.list(account, page), async (policy) => ({
      path: pathIn(policy),
      description: policy.description,
      tags: tagsIn(policy.tags),
      ...(await versionsIn(reads, policy)),
    })),
    groups: await entries(await reads.groups.list(account, page), async (group) => ({
      path: pathIn(group),
      ...(await policiesIn(reads, group)),
    })),
    users: await entries(await reads.users.list(account, page), async (user) => ({
      path: pathIn(user),
      tags: tagsIn(user.tags),
      boundary: user.boundaryArn && referenceTo(account, user.boundaryArn),
      groups: list((await reads.groups.list(account, { member: user.id, limit: MANY })).map(({ name }) => name).sort()),
      ...(await policiesIn(reads, user)),
      ...(secrets && (await credentialsIn(reads, account, user.id, secrets))),
    })),
    roles: await entries(
      (await reads.roles.list(account, page)).filter(({ path }) => !path.startsWith('/aws-service-role/')),
      async (role) => ({
        path: pathIn(role),
        description: role.description,
        'max-session-seconds': role.maxSessionSeconds === 3600 ? undefined : role.maxSessionSeconds,
        trust: documentValue(await liveTrust(reads, role.trust)),
        tags: tagsIn(role.tags),
        boundary: role.boundaryArn && referenceTo(account, role.boundaryArn),
        ...(await policiesIn(reads, role)),
      }),
    ),
    'instance-profiles': await entries(await reads.instanceProfiles.list(account, page), async (profile) => ({
      path: pathIn(profile),
      tags: tagsIn(profile.tags),
      role: profile.roleId && (await reads.roles.byId(account, profile.roleId))?.name,
    })),
    'oidc-providers': await entries(
      (await reads.oidcProviders.list(account, page)).map((provider) => ({
        ...provider,
        name: `https://${provider.name}`,
      })),
      async ({ clientIds, thumbprints, tags }) => ({
        'client-ids': clientIds,
        thumbprints: list(thumbprints),
        tags: tagsIn(tags),
      }),
    ),
    'saml-providers': await entries(await reads.samlProviders.list(account, page), async (provider) => ({
      metadata: provider.metadata,
      'assertion-encryption': provider.assertionEncryption,
      tags: tagsIn(provider.tags),
    })),
  });
}

async function credentialsIn(reads: Reads, account: string, userId: string, secrets: SecretBox): Promise<Written> {
  const profile = await reads.loginProfiles.of(account, userId);
  return {
    'login-profile': profile && {
      'password-hash': profile.passwordHash,
      ...(profile.resetRequired && { 'reset-required': true }),
    },
    'access-keys': await accessKeysIn(reads, account, userId, secrets),
    'mfa-devices': some(await mfaDevicesIn(reads, account, userId, secrets)),
  };
}

async function policiesIn(reads: Reads, { id, account }: { id: string; account: string }): Promise<Written> {
  const attached = (await reads.attachments.of(id)).map(({ policyArn }) => referenceTo(account, policyArn));
  const inline = (await reads.inline.of(id)).map(({ name, text }) => [name, documentValue(text)] as const);
  return { 'attached-policies': list(attached.sort()), 'inline-policies': some(mapping(inline)) };
}

async function versionsIn(reads: Reads, policy: { id: string; defaultVersion: string }): Promise<Written> {
  const versions = await reads.policies.versions(policy.id);
  if (versions.length === 1) return { document: documentValue(versions[0]!.text) };
  return {
    versions: versions.map(({ version, text }) => ({
      ...(version === policy.defaultVersion && { default: true }),
      document: documentValue(text),
    })),
  };
}

/** A policy of the account by its name, another by its ARN. */
function referenceTo(account: string, arn: string): string {
  const parsed = parsePolicyArn(arn);
  return parsed?.account === account ? parsed.name : arn;
}

function organizationIn(organization: OrganizationRecord): Written {
  const { id, managementAccount, rootId, policies, features, delegatedAdministrators } = organization;
  const names = new Map([FULL_ACCESS, ...policies].map((policy) => [policy.id, policy.name]));
  const attachedTo = (place: string) =>
    list((organization.attached[place] ?? []).map((policy) => names.get(policy) ?? policy).sort());
  const inUnit = (unit: string): Written => ({
    policies: attachedTo(unit),
    accounts: some(
      mapping(
        Object.entries(organization.places)
          .filter(([, place]) => place === unit)
          .map(([account]) => [account, only({ policies: attachedTo(account) })]),
      ),
    ),
    units: some(
      mapping(
        organization.units
          .filter(({ parent }) => parent === unit)
          .map((child) => [child.name, only({ id: child.id, ...inUnit(child.id) })]),
      ),
    ),
  });
  return only({
    id,
    'management-account': managementAccount,
    features: list([...features].sort()),
    'delegated-administrators': list([...delegatedAdministrators].sort()),
    policies: some(mapping(policies.map(({ name, type, text }) => [name, { type, document: documentValue(text) }]))),
    root: only({ id: rootId, ...inUnit(rootId) }),
  });
}

async function entries<Item extends { readonly name: string }>(
  items: readonly Item[],
  write: (item: Item) => Promise<Written>,
): Promise<ReadonlyMap<string, Written> | undefined> {
  const written: [string, Written][] = [];
  for (const item of items) {
    if (item.name === '__proto__') throw new UnwritableName(item.name);
    written.push([item.name, only(await write(item))]);
  }
  return some(mapping(written));
}

/** The one name that a seed cannot hold. */
export class UnwritableName extends Error {
  constructor(name: string) {
    super(`a seed cannot hold the name \`${name}\``);
    this.name = 'UnwritableName';
  }
}

/** A mapping in the order of its names, without regard to case first, so that a renaming in case alone moves nothing. */
function mapping<Value>(items: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const order = ([a]: readonly [string, unknown]) => `${asciiLower(a)}\n${a}`;
  return new Map([...items].sort((a, b) => (order(a) < order(b) ? -1 : 1)));
}

const pathIn = ({ path }: { path: string }) => (path === '/' ? undefined : path);

const tagsIn = (tags: readonly Tag[]) => some(mapping(tags.map(({ key, value }) => [key, value] as const)));

const list = <Item>(items: readonly Item[]) => (items.length === 0 ? undefined : items);

function some<Value extends object>(value: Value): Value | undefined {
  const isEmpty = value instanceof Map ? value.size === 0 : Object.keys(value).length === 0;
  return isEmpty ? undefined : value;
}

const only = (written: Written): Written =>
  Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
